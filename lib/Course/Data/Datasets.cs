using System.IO.Compression;

namespace Course.Data;

/// <summary>The real data that come with the library; each call reads a fresh copy.</summary>
public static partial class Datasets
{
    private static readonly string[] Measurements =
        ["radius", "texture", "perimeter", "area", "smoothness", "compactness", "concavity", "concave points", "symmetry", "fractal dimension"];

    /// <summary>
    /// The Wisconsin diagnostic breast cancer data: 569 tumours, each with 30 numbers measured on the cell nuclei in a microscope image.
    /// </summary>
    /// <remarks>Ten properties of a nucleus, each as mean over the image, standard error of the mean, and worst (mean of the three largest).</remarks>
    /// <returns>569 x 30; class 0 is malignant (212), 1 benign (357).</returns>
    public static Dataset BreastCancer()
    {
        using var stream = Open("breast_cancer.csv");
        var (x, y, header) = LabelledCsv.Read(stream, "breast_cancer.csv", samples: 569, features: 30, classes: 2, header: true);
        return new Dataset(
            "Wisconsin diagnostic breast cancer", x, y,
            [.. from statistic in (string[])["mean", "standard error of", "worst"] from measurement in Measurements select $"{statistic} {measurement}"],
            header[2..],
            "W. H. Wolberg, W. N. Street and O. L. Mangasarian, University of Wisconsin, 1995; UCI Machine Learning Repository, CC BY 4.0.");
    }

    /// <summary>Handwritten digits of 13 people as 8 x 8 grey images.</summary>
    /// <returns>1797 x 64, pixels row by row from the top left, 0 (paper) to 16 (ink); the class is the digit.</returns>
    public static Dataset Digits()
    {
        using var stream = new GZipStream(Open("digits.csv.gz"), CompressionMode.Decompress);
        var (x, y, _) = LabelledCsv.Read(stream, "digits.csv.gz", samples: 1797, features: 64, classes: 10, header: false);
        return new Dataset(
            "Handwritten digits", x, y,
            [.. from row in Enumerable.Range(0, 8) from column in Enumerable.Range(0, 8) select $"pixel {row},{column}"],
            [.. from digit in Enumerable.Range(0, 10) select $"{digit}"],
            "E. Alpaydin and C. Kaynak, Bogazici University, 1998; UCI Machine Learning Repository, CC BY 4.0.");
    }

    internal static Stream Open(string file) =>
        typeof(Datasets).Assembly.GetManifestResourceStream("Course.Data." + file) ?? throw new InvalidOperationException($"The library was built without {file}.");
}
