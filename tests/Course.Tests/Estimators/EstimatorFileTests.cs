using Course.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Tests.Estimators;

public sealed class EstimatorFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("[1, 2]", "not the file of an estimator")]
    [InlineData("{\"a\": 1}", "not the file of an estimator")]
    [InlineData("{\"Estimator\":\"MinMaxScaler\",\"Format\":2,\"State\":{}}", "format 2")]
    [InlineData("{\"Estimator\":\"MinMaxScaler\",\"Format\":1}", "does not hold a whole MinMaxScaler")]
    [InlineData("{\"Estimator\":\"MinMaxScaler\",\"Format\":1,\"State\":{\"Low\":0,\"High\":1}}", "does not hold a whole MinMaxScaler")]
    [InlineData("{\"Estimator\":\"MinMaxScaler\",\"Format\":1,\"State\":{\"Low\":0,\"High\":1,\"Fitted\":{\"Minimum\":[],\"Maximum\":[1]}}}", "A vector is empty")]
    [InlineData("not JSON", "no complete JSON file")]
    public void A_file_that_is_something_else_is_refused(string text, string reason)
    {
        var path = Path.Combine(_folder, "x.json");
        File.WriteAllText(path, text);
        Should.Throw<InvalidDataException>(() => MinMaxScaler.Load(path)).Message.ShouldContain(reason);
    }

    [Fact]
    public void A_matrix_with_too_few_entries_is_refused()
    {
        var path = Path.Combine(_folder, "x.json");
        new Course.Classification.NearestNeighbours().Fit(Matrix<double>.Build.Dense(2, 3, 1)).Save(path);
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"Rows\":2", "\"Rows\":3", StringComparison.Ordinal));
        Should.Throw<InvalidDataException>(() => Course.Classification.NearestNeighbours.Load(path)).Message.ShouldContain("3 x 3 has 6 entries");
    }

    [Fact]
    public void Saving_where_one_cannot_leaves_no_trace()
    {
        var scaler = new MinMaxScaler().Fit(Matrix<double>.Build.Dense(2, 3, 1));
        var path = Path.Combine(_folder, "a folder");
        Directory.CreateDirectory(path);
        Should.Throw<Exception>(() => scaler.Save(path)).ShouldBeAssignableTo<SystemException>();
        Directory.GetFileSystemEntries(_folder).ShouldBe([path]);
        Should.Throw<FileNotFoundException>(() => MinMaxScaler.Load(Path.Combine(_folder, "nowhere.json")));
    }
}
