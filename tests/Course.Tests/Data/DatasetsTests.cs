using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Course.Data;

namespace Course.Tests.Data;

public sealed class DatasetsTests
{
    [Fact]
    public void The_cancer_data_are_whole()
    {
        var data = Datasets.BreastCancer();

        (data.X.RowCount, data.X.ColumnCount, data.Y.Length).ShouldBe((569, 30, 569));
        data.X.ColumnSums().Sum().ShouldBe(Golden.Load("data_checks")["cancer_sum"].Number, 1e-6);
        data.ClassNames.ShouldBe(["malignant", "benign"]);
        data.ClassCounts().ShouldBe([212, 357]);
        data.FeatureNames.Count.ShouldBe(30);
        data.FeatureNames[0].ShouldBe("mean radius");
        data.FeatureNames[13].ShouldBe("standard error of area");
        data.FeatureNames[29].ShouldBe("worst fractal dimension");
        data.X[0, 3].ShouldBe(1001);
        data.ToString().ShouldBe("Wisconsin diagnostic breast cancer: 569 samples x 30 features; 212 malignant, 357 benign");
        data.Origin.ShouldContain("CC BY 4.0");
    }

    [Fact]
    public void The_digits_are_whole()
    {
        var data = Datasets.Digits();

        int[] shape = [data.X.RowCount, data.X.ColumnCount];
        shape.ShouldBe(Golden.Load("data_checks")["digits_shape"].Integers);
        data.X.ColumnSums().Sum().ShouldBe(Golden.Load("data_checks")["digits_sum"].Number);
        data.X.ToColumnMajorArray().ShouldAllBe(value => value >= 0 && value <= 16);
        data.Y[..10].ShouldBe([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
        data.ClassCounts().Sum().ShouldBe(1797);
        data.FeatureNames[63].ShouldBe("pixel 7,7");
    }

    [Fact]
    public void Each_call_returns_data_of_its_own()
    {
        Datasets.BreastCancer().X[0, 0] = -1;

        Datasets.BreastCancer().X[0, 0].ShouldBe(17.99);
    }

    [Fact]
    public void A_table_of_the_data_bears_their_names()
    {
        var head = Datasets.BreastCancer().ToTable().Head(2);

        head.RowNames.ShouldBe(["malignant", "malignant"]);
        head["mean radius"].ToArray().ShouldBe([17.99, 20.57]);
    }

    [Fact]
    public void The_files_are_those_whose_checksums_the_readme_lists()
    {
        var readme = File.ReadAllText(Path.Combine(RepositoryRoot(), "data", "README.md"));
        var listed = Regex.Matches(readme, @"`(?<file>[\w.]+)`[^`]*`(?<sum>[0-9a-f]{64})`").ToDictionary(match => match.Groups["file"].Value, match => match.Groups["sum"].Value);

        listed.Keys.Order().ShouldBe(["breast_cancer.csv", "digits.csv.gz"]);
        foreach (var (file, sum) in listed)
        {
            using var stream = Datasets.Open(file);
            Convert.ToHexStringLower(SHA256.HashData(stream)).ShouldBe(sum, file);
        }
        listed["breast_cancer.csv"].ShouldBe(Golden.Load("data_checks")["cancer_csv_sha256"].Text);
    }

    [Theory]
    [InlineData("2,2,a,b\n1,2,0\n3,x,1\n", "test.csv, line 3: field 2 is \"x\", which is no number.")]
    [InlineData("2,2,a,b\n1,2,0\n3,NaN,1\n", "test.csv, line 3: field 2 is \"NaN\", which is no number.")]
    [InlineData("2,2,a,b\n1,2,0\n3,4,2\n", "test.csv, line 3: field 3 is \"2\"; a class from 0 to 1 should be the line's last, field 3.")]
    [InlineData("2,2,a,b\n1,2,0,7\n3,4,1\n", "test.csv, line 2: field 4 is \"7\"; a class from 0 to 1 should be the line's last, field 3.")]
    [InlineData("2,2,a,b\n1,2\n3,4,1\n", "test.csv, line 2: it has 2 fields and should have 3.")]
    [InlineData("2,2,a,b\n1,2,0\n", "test.csv, line 3: the text ends after 1 of 2 samples.")]
    [InlineData("2,2,a,b\n1,2,0\n3,4,1\n5,6,0\n", "test.csv, line 4: there should be no more than 2 samples.")]
    [InlineData("3,2,a,b\n1,2,0\n3,4,1\n", "test.csv, line 1: the header should be \"2,2\" and 2 class names.")]
    public void A_damaged_file_is_an_error_with_its_place(string text, string message)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));

        Should.Throw<InvalidDataException>(() => LabelledCsv.Read(stream, "test.csv", samples: 2, features: 2, classes: 2, header: true)).Message.ShouldBe(message);
    }

    [Fact]
    public void Lines_may_end_in_either_way()
    {
        using var stream = new MemoryStream("2,2,a,b\r\n1,-2e-3,0\r\n3,4.5,1\r\n"u8.ToArray());
        var (x, y, header) = LabelledCsv.Read(stream, "test.csv", samples: 2, features: 2, classes: 2, header: true);

        x.ToColumnMajorArray().ShouldBe([1, 3, -0.002, 4.5]);
        y.ShouldBe([0, 1]);
        header.ShouldBe(["2", "2", "a", "b"]);
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "course.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No course.sln above the tests.");
        return folder.FullName;
    }
}
