using MathNet.Numerics.LinearAlgebra;

namespace Course.Plots;

public static partial class Plot
{
    /// <summary>Grey pictures, and below them what is made of each: a row of originals, then a row for every model.</summary>
    /// <example>
    /// <code>
    /// Plot.Reconstructions([("originals", x), ("PCA, 30", pca.InverseTransform(pca.Transform(x)))], "Digits from 30 numbers", black: 0, white: 1)
    /// </code>
    /// </example>
    /// <param name="rows">Name and pictures of each row, m x (width height), one picture a row of the matrix; the first ones are shown.</param>
    /// <param name="title">What is shown.</param>
    /// <param name="columns">Pictures side by side; default 8, or as many as there are.</param>
    /// <param name="width">Pixels in a row of a picture; default the square root of the number of features.</param>
    /// <param name="black">The value shown as black; default the smallest of all pictures shown.</param>
    /// <param name="white">The value shown as white; default the largest of all pictures shown.</param>
    /// <param name="altText">What the plot shows; default composed from the data, with each row's mean squared error.</param>
    /// <param name="caption">A line below; default none.</param>
    /// <exception cref="ArgumentException">
    /// There are fewer than 2 rows, they differ in their pixels or have fewer pictures than columns, an entry is not finite, or the features do not
    /// fill whole rows of pixels.
    /// </exception>
    public static Figure Reconstructions(
        IReadOnlyList<(string Name, Matrix<double> Images)> rows, string title, int? columns = null, int? width = null,
        double? black = null, double? white = null, string? altText = null, string? caption = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count < 2)
            throw new ArgumentException(Guard.Text($"rows has {rows.Count} entries; at least 2 are compared, originals and what is made of them."), nameof(rows));
        for (int k = 0; k < rows.Count; k++)
            Guard.Design(rows[k].Images, Guard.Text($"rows[{k}]"));
        int across = columns ?? Math.Min(8, rows.Min(row => row.Images.RowCount)), pixels = rows[0].Images.ColumnCount;
        Guard.Count(across, 1, nameof(columns), "pictures side by side");
        for (int k = 0; k < rows.Count; k++)
        {
            if (rows[k].Images.ColumnCount != pixels || rows[k].Images.RowCount < across)
            {
                throw new ArgumentException(
                    Guard.Text($"rows[{k}], {rows[k].Name}, is {rows[k].Images.RowCount} x {rows[k].Images.ColumnCount}; ")
                        + Guard.Text($"it should have at least {across} pictures of {pixels} pixels, as the others."),
                    nameof(rows));
            }
        }

        Matrix<double>[] shown = [.. rows.Select(row => row.Images.SubMatrix(0, across, 0, pixels))];
        string errors = string.Join("; ", rows.Select((row, k) => k == 0 ? row.Name
            : Guard.Text($"{row.Name}, mean squared error {(shown[k] - shown[0]).PointwisePower(2).RowSums().Sum() / (across * pixels):G3}")));
        return Images(
            shown.Aggregate((above, below) => above.Stack(below)), title, across, null, width, black, white,
            altText ?? Guard.Text($"{rows.Count} rows of {across} grey pictures: {errors}."), caption, [.. rows.Select(row => row.Name)]);
    }
}
