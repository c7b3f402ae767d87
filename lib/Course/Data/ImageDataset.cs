using Course.Notebook;
using static TorchSharp.torch;

namespace Course.Data;

/// <summary>Labelled grey pictures, parted into some to learn from and some to be judged on.</summary>
/// <param name="Name">What the data are.</param>
/// <param name="TrainImages">n x 784 Float32, one picture of 28 x 28 pixels a row, row by row from the top left, 0 (background) to 1 (ink).</param>
/// <param name="TrainLabels">Class of each of the n pictures, an index into <paramref name="ClassNames"/>.</param>
/// <param name="TestImages">m x 784, likewise; none of them is among the others.</param>
/// <param name="TestLabels">Class of each of the m pictures.</param>
/// <param name="ClassNames">Name of each class.</param>
/// <param name="Origin">Who made the data, and under which licence they may be used.</param>
/// <param name="Note">Where they were found; if others stand in for them, which, and how to get the real ones.</param>
/// <param name="IsSubstitute">Whether others stand in for the data asked for.</param>
[TypeFormatterSource(typeof(TextFormatterSource), PreferredMimeTypes = ["text/plain"])]
public sealed record ImageDataset(
    string Name, Tensor TrainImages, int[] TrainLabels, Tensor TestImages, int[] TestLabels, IReadOnlyList<string> ClassNames, string Origin, string Note,
    bool IsSubstitute)
{
    /// <summary>Height and width of a picture.</summary>
    public const int Side = 28;

    /// <summary>Name, sizes and note.</summary>
    public override string ToString() => Guard.Text($"{Name}: {TrainLabels.Length} pictures to learn from, {TestLabels.Length} to be judged on. {Note}");
}
