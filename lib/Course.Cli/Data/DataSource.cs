using Course.Data;

namespace Course.Cli.Data;

/// <summary>A data set that can be fetched.</summary>
/// <param name="Id">What the command calls it.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Files">Its files.</param>
/// <param name="Mirrors">Folders on public servers that hold them, the first one first.</param>
internal sealed record DataSource(string Id, string Title, IReadOnlyList<DataFile> Files, IReadOnlyList<Uri> Mirrors)
{
    /// <summary>All data sets. The checksums are those that TensorFlow Datasets lists for the original files.</summary>
    public static IReadOnlyList<DataSource> All { get; } =
    [
        new(
            "mnist", "MNIST",
            [
                new(DataFolder.Files[0], 9_912_422, "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
                new(DataFolder.Files[1], 28_881, "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
                new(DataFolder.Files[2], 1_648_877, "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
                new(DataFolder.Files[3], 4_542, "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"),
            ],
            [
                new("https://storage.googleapis.com/cvdf-datasets/mnist/"),
                new("https://ossci-datasets.s3.amazonaws.com/mnist/"),
            ]),
        new(
            "fashion-mnist", "Fashion-MNIST",
            [
                new(DataFolder.Files[0], 26_421_880, "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"),
                new(DataFolder.Files[1], 29_515, "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"),
                new(DataFolder.Files[2], 4_422_102, "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"),
                new(DataFolder.Files[3], 5_148, "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"),
            ],
            [
                new("https://github.com/zalandoresearch/fashion-mnist/raw/master/data/fashion/"),
                new("https://storage.googleapis.com/tensorflow/tf-keras-datasets/"),
            ]),
    ];
}
