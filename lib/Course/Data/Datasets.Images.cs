using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Course.Data;

public static partial class Datasets
{
    private const int Pixels = ImageDataset.Side * ImageDataset.Side;

    /// <summary>MNIST: handwritten digits as 28 x 28 grey pictures, 60,000 to learn from and 10,000 to be judged on.</summary>
    /// <remarks>
    /// Read from the folder that the environment variable COURSE_DATA names, else from the cache folder that <c>course data get mnist</c> fills. Nothing is
    /// downloaded here. If they are in neither, the bundled digits (<see cref="Digits"/>) stand in, resampled to 28 x 28; <see cref="ImageDataset.Note"/>
    /// tells.
    /// </remarks>
    /// <param name="train">How many of the pictures to learn from, from the first on; default all. Fewer if there are fewer.</param>
    /// <param name="test">How many of those to be judged on; default all. Fewer if there are fewer.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is less than 1.</exception>
    /// <exception cref="InvalidDataException">A file is there, but damaged, or files of different data sets are mixed.</exception>
    public static ImageDataset Mnist(int? train = null, int? test = null) => Images(
        "mnist", "MNIST", DigitNames,
        "Y. LeCun, C. Cortes and C. J. C. Burges, from NIST's Special Databases 1 and 3; CC BY-SA 3.0.", train, test);

    /// <summary>Fashion-MNIST: articles of clothing as 28 x 28 grey pictures, 60,000 to learn from and 10,000 to be judged on.</summary>
    /// <inheritdoc cref="Mnist" path="/param"/>
    /// <inheritdoc cref="Mnist" path="/exception"/>
    /// <remarks>Looked for as <see cref="Mnist"/>; <c>course data get fashion-mnist</c> downloads them.</remarks>
    public static ImageDataset FashionMnist(int? train = null, int? test = null) => Images(
        "fashion-mnist", "Fashion-MNIST",
        ["T-shirt", "trousers", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot"],
        "H. Xiao, K. Rasul and R. Vollgraf, Zalando Research, 2017; MIT licence.", train, test);

    private static string[] DigitNames => [.. Enumerable.Range(0, 10).Select(digit => Guard.Text($"{digit}"))];

    private static ImageDataset Images(string id, string name, string[] classes, string origin, int? train, int? test)
    {
        Guard.Count(train ?? 1, 1, nameof(train), "pictures");
        Guard.Count(test ?? 1, 1, nameof(test), "pictures");
        foreach (var folder in DataFolder.Candidates(id))
        {
            var files = Array.ConvertAll(DataFolder.Files, file => DataFolder.Find(folder, file));
            if (files.Any(file => file is null))
                continue;
            var (trainImages, trainLabels) = Pictures(files[0]!, files[1]!, classes.Length, train);
            var (testImages, testLabels) = Pictures(files[2]!, files[3]!, classes.Length, test);
            return new ImageDataset(name, trainImages, trainLabels, testImages, testLabels, classes, origin, $"Read from {folder}.", IsSubstitute: false);
        }
        return Substitute(id, name, train, test);
    }

    private static (Tensor Images, int[] Labels) Pictures(string imageFile, string labelFile, int classes, int? most)
    {
        var (pixels, count, height, width) = IdxReader.ReadImages(imageFile, most);
        if ((height, width) != (ImageDataset.Side, ImageDataset.Side))
            throw new InvalidDataException(Guard.Text($"{imageFile} holds pictures of {height} x {width} pixels; they should be {ImageDataset.Side} x {ImageDataset.Side}."));
        var labels = IdxReader.ReadLabels(labelFile, most);
        if (labels.Length != count)
            throw new InvalidDataException(Guard.Text($"{imageFile} holds {count} pictures and {labelFile} {labels.Length} labels; they do not belong together. Fetch both again."));
        if (labels.Any(label => label >= classes))
            throw new InvalidDataException(Guard.Text($"{labelFile} holds the label {labels.Max()}; there are {classes} classes, from 0 on. It is damaged: fetch it again."));
        var images = empty(count, Pixels, float32);
        var values = MemoryMarshal.Cast<byte, float>(images.bytes);
        for (var i = 0; i < pixels.Length; i++)
            values[i] = pixels[i] / 255f;
        return (images, Array.ConvertAll(labels, label => (int)label));
    }

    // The last fifth is kept for judging: the samples come writer by writer, so most hands are in one part alone.
    private static ImageDataset Substitute(string id, string name, int? train, int? test)
    {
        const int Small = 8;
        const double Ink = 16;
        var digits = Digits();
        var learning = digits.X.RowCount * 4 / 5;

        Tensor Part(int start, int count)
        {
            var images = empty(count, Pixels, float32);
            var values = MemoryMarshal.Cast<byte, float>(images.bytes);
            for (var i = 0; i < count; i++)
                Bilinear.Resample((digits.X.Row(start + i) / Ink).AsArray(), Small, values.Slice(i * Pixels, Pixels), ImageDataset.Side);
            return images;
        }

        var (n, m) = (Math.Min(train ?? int.MaxValue, learning), Math.Min(test ?? int.MaxValue, digits.X.RowCount - learning));
        return new ImageDataset(
            $"Handwritten digits in place of {name}", Part(0, n), digits.Y[..n], Part(learning, m), digits.Y[learning..(learning + m)], DigitNames, digits.Origin,
            $"{name} is not on this machine, so {digits.X.RowCount} smaller digits stand in, resampled from 8 x 8 to 28 x 28 pixels. To get the real data, {(id == "mnist" ? 11 : 31)} MB, run once: "
                + $"{DataFolder.Command(id)}. They are kept in {DataFolder.Cache(id)}.",
            IsSubstitute: true);
    }
}
