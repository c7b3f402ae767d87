using System.IO.Compression;
using Course.Autoencoders;
using Course.Data;
using Course.Decomposition;
using Course.Tests.Autoencoders;
using TorchSharp;

namespace Course.Tests.Data;

[Collection(OneAtATime.Name)]
public sealed class ImageDatasetTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("course-images-").FullName;
    private readonly (string Name, string? Value)[] _before = [.. new[] { DataFolder.Variable, "XDG_CACHE_HOME" }.Select(name => (name, Environment.GetEnvironmentVariable(name)))];

    public ImageDatasetTests()
    {
        Environment.SetEnvironmentVariable(DataFolder.Variable, null);
        Environment.SetEnvironmentVariable("XDG_CACHE_HOME", Path.Combine(_folder, "cache"));
    }

    public void Dispose()
    {
        foreach (var (name, value) in _before)
            Environment.SetEnvironmentVariable(name, value);
        Directory.Delete(_folder, recursive: true);
    }

    [SkippableFact]
    public void Without_files_the_bundled_digits_stand_in_and_say_so()
    {
        Skip.If(Directory.Exists(DataFolder.Cache("mnist")), "this machine has MNIST");
        var data = Datasets.Mnist();
        var digits = Datasets.Digits();

        data.IsSubstitute.ShouldBeTrue();
        data.ToString().ShouldContain("in place of MNIST");
        data.Note.ShouldContain("data get mnist");
        data.Note.ShouldContain(DataFolder.Cache("mnist"));
        data.TrainImages.shape.ShouldBe([1437, 784]);
        data.TestImages.shape.ShouldBe([360, 784]);
        ((int[])[.. data.TrainLabels, .. data.TestLabels]).ShouldBe(digits.Y);
        data.TrainImages.min().ToDouble().ShouldBe(0);
        data.TrainImages.max().ToDouble().ShouldBe(1);

        // A picture keeps its mean but for the border, whose pixels reach further out; no picture is in both parts.
        var means = data.TestImages.ToMatrix().RowSums() / 784;
        for (var i = 0; i < 360; i++)
            means[i].ShouldBe(digits.X.Row(1437 + i).Average() / 16, 0.05);
        data.TrainImages.ToMatrix().EnumerateRows().Concat(data.TestImages.ToMatrix().EnumerateRows()).Distinct().Count().ShouldBe(1797);

        Datasets.FashionMnist(train: 10, test: 7).ToString().ShouldContain("10 pictures to learn from, 7 to be judged on");
    }

    [Fact]
    public void Bilinear_pictures_of_a_plane_are_the_plane()
    {
        var plane = Enumerable.Range(0, 64).Select(i => 0.1 * (i / 8) + 0.02 * (i % 8)).ToArray();
        var resampled = new float[784];
        Bilinear.Resample(plane, 8, resampled, 28);

        // Inside, a new pixel's centre lies between old centres.
        for (var i = 2; i < 26; i++)
            for (var j = 2; j < 26; j++)
                resampled[i * 28 + j].ShouldBe((float)(0.1 * ((i + 0.5) * 8 / 28 - 0.5) + 0.02 * ((j + 0.5) * 8 / 28 - 0.5)), 1e-6f);
        resampled[0].ShouldBe(0);
        resampled[^1].ShouldBe((float)plane[^1], 1e-6f);
    }

    [Fact]
    public void Files_are_found_in_the_named_folder_or_the_cache()
    {
        Write(DataFolder.Cache("mnist"), 5, 3);
        Datasets.Mnist().TrainLabels.Length.ShouldBe(5);

        Environment.SetEnvironmentVariable(DataFolder.Variable, _folder);
        Write(_folder, 6, 3);
        Datasets.Mnist().TrainLabels.Length.ShouldBe(6, "the named folder comes before the cache");
        Write(Path.Combine(_folder, "mnist10k"), 7, 3);
        var data = Datasets.Mnist(test: 2);

        data.IsSubstitute.ShouldBeFalse();
        data.Note.ShouldContain(Path.Combine(_folder, "mnist10k"));
        data.TrainLabels.ShouldBe([0, 1, 2, 3, 4, 5, 6]);
        data.TestLabels.ShouldBe([0, 1]);
        data.TrainImages[0, 100].ToDouble().ShouldBe((100 * 7 % 256) / 255.0, 1e-7);
        Datasets.FashionMnist(1, 1).IsSubstitute.ShouldBeTrue("the same names, but no Fashion-MNIST");
    }

    [Fact]
    public void Files_that_do_not_belong_together_are_refused()
    {
        Environment.SetEnvironmentVariable(DataFolder.Variable, _folder);
        Write(_folder, 5, 3);

        File.WriteAllBytes(Path.Combine(_folder, "train-labels-idx1-ubyte"), [0, 0, 8, 1, 0, 0, 0, 3, 1, 2, 3]);
        File.Delete(Path.Combine(_folder, DataFolder.Files[1]));
        Should.Throw<InvalidDataException>(() => Datasets.Mnist()).Message.ShouldContain("5 pictures");
        File.WriteAllBytes(Path.Combine(_folder, "train-labels-idx1-ubyte"), [0, 0, 8, 1, 0, 0, 0, 5, 1, 2, 3, 10, 4]);
        Should.Throw<InvalidDataException>(() => Datasets.Mnist()).Message.ShouldContain("the label 10");
        File.WriteAllBytes(Path.Combine(_folder, "t10k-images-idx3-ubyte"), IdxReaderTests.Images(3, 27, 28));
        File.Delete(Path.Combine(_folder, DataFolder.Files[2]));
        File.WriteAllBytes(Path.Combine(_folder, "train-labels-idx1-ubyte"), [0, 0, 8, 1, 0, 0, 0, 5, 1, 2, 3, 9, 4]);
        Should.Throw<InvalidDataException>(() => Datasets.Mnist()).Message.ShouldContain("27 x 28");
        Should.Throw<ArgumentOutOfRangeException>(() => Datasets.Mnist(train: 0)).ParamName.ShouldBe("train");
    }

    [SkippableFact]
    public void The_subset_of_mnist_is_whole()
    {
        var named = _before[0].Value;
        Skip.If(named is null || !Directory.Exists(Path.Combine(named, "mnist10k")), "COURSE_DATA has no MNIST");
        Environment.SetEnvironmentVariable(DataFolder.Variable, named);

        var data = Datasets.Mnist();

        var golden = Golden.Load("data_checks");
        (data.TrainImages.sum(type: torch.float64) + data.TestImages.sum(type: torch.float64)).ToDouble().ShouldBe(golden["mnist_pixel_sum"].Number / 255, 1);
        data.TrainLabels[..20].ShouldBe(golden["first20_labels"].Integers);
        Enumerable.Range(0, 10).Select(c => data.TrainLabels.Concat(data.TestLabels).Count(y => y == c)).ShouldBe(golden["label_counts"].Integers);
        data.TrainImages.to_type(torch.float64).mean().ToDouble().ShouldBe(golden["mean_pixel/255 first8000"].Number, 1e-8);
    }

    [SkippableFact]
    public void The_principal_components_of_mnist_are_scikit_learns()
    {
        var named = _before[0].Value;
        Skip.If(named is null || !Directory.Exists(Path.Combine(named, "mnist10k")), "COURSE_DATA has no MNIST");
        Environment.SetEnvironmentVariable(DataFolder.Variable, named);
        var data = Datasets.Mnist();
        var x = data.TrainImages.ToMatrix().Stack(data.TestImages.ToMatrix());
        var golden = Golden.Load("data_checks");
        var ratio = golden["pca_10k_top20_ratio"].Vector;

        // Pixels are k/255 in single precision here.
        var pca = new Pca().Fit(x);
        pca.SolverUsed.ShouldBe(PcaSolver.Covariance);
        pca.ExplainedVarianceRatio.SubVector(0, 20).ShouldBeNear(ratio, 1e-7);
        pca.SingularValues.SubVector(0, 20).ShouldBeNear(golden["pca_10k_top20_singular"].Vector, 1e-7);
        pca.ExplainedVariance.Sum().ShouldBe(golden["total_variance"].Number, 1e-4);
        new Pca(20, PcaSolver.Randomized).Fit(x).ExplainedVarianceRatio.ShouldBeNear(ratio, 1e-5);
    }

    private static void Write(string folder, int train, int test)
    {
        Directory.CreateDirectory(folder);
        foreach (var (start, count) in new[] { (0, train), (2, test) })
        {
            Pack(Path.Combine(folder, DataFolder.Files[start]), IdxReaderTests.Images(count, 28, 28));
            Pack(Path.Combine(folder, DataFolder.Files[start + 1]), [0, 0, 8, 1, 0, 0, 0, (byte)count, .. Enumerable.Range(0, count).Select(i => (byte)i)]);
        }
    }

    private static void Pack(string path, byte[] content)
    {
        using var stream = new GZipStream(File.Create(path), CompressionMode.Compress);
        stream.Write(content);
    }
}
