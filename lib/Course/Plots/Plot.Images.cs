using MathNet.Numerics.LinearAlgebra;
using Plotly.NET;
using Plotly.NET.CSharp;
using Plotly.NET.LayoutObjects;
using Chart = Plotly.NET.CSharp.Chart;

namespace Course.Plots;

public static partial class Plot
{
    /// <summary>Samples whose features are the pixels of a grey picture, as pictures in rows.</summary>
    /// <param name="images">m x (width height), one picture a row, its pixels row by row from the top left.</param>
    /// <param name="title">What is shown.</param>
    /// <param name="columns">Pictures side by side; default 10, or as many as there are.</param>
    /// <param name="labels">A text above each picture, length m; default none.</param>
    /// <param name="width">Pixels in a row of a picture; default the square root of the number of features.</param>
    /// <param name="black">The value shown as black; default the smallest of all pictures.</param>
    /// <param name="white">The value shown as white; default the largest of all pictures.</param>
    /// <param name="altText">What the plot shows; default composed from the data.</param>
    /// <param name="caption">A line below; default none.</param>
    /// <param name="rowNames">What each row of pictures holds, from above: originals, reconstructions, ...; default none.</param>
    /// <exception cref="ArgumentException">The features do not fill whole rows, an entry is not finite, labels or names do not fit, or black is white.</exception>
    public static Figure Images(
        Matrix<double> images, string title, int? columns = null, IReadOnlyList<string>? labels = null, int? width = null,
        double? black = null, double? white = null, string? altText = null, string? caption = null,
        IReadOnlyList<string>? rowNames = null)
    {
        Guard.Design(images, nameof(images));
        int across = columns ?? Math.Min(10, images.RowCount);
        Guard.Count(across, 1, nameof(columns), "pictures side by side");
        int w = PictureWidth(images, width);
        if (labels is not null)
            Guard.OnePerSample(labels.Count, images.RowCount, nameof(labels), nameof(images));
        double low = black ?? images.Enumerate().Min(), high = white ?? images.Enumerate().Max();
        if (low == high && (black ?? white) is not null)
            throw new ArgumentException(Guard.Text($"black and white are both {low}; shades of grey lie between two values."), nameof(black));

        across = Math.Min(across, images.RowCount);
        int rows = (images.RowCount + across - 1) / across;
        if (rowNames is not null && rowNames.Count != rows)
        {
            throw new ArgumentException(
                Guard.Text($"rowNames has {rowNames.Count} names; {images.RowCount} pictures, {across} side by side, fill {rows} rows."), nameof(rowNames));
        }

        var sheet = new ImageSheet(w, images.ColumnCount / w, across, rows, labels is null ? 0 : 0.24);
        var chart = Chart.Image<string>(Source: sheet.ToDataUri(images, low, high), UseDefaults: false);
        foreach (var trace in chart.GetTraces())
            trace.SetValue("hoverinfo", "skip");
        // The picture's pixels are centred on whole numbers.
        chart = chart
            .WithCourseTheme(title, sheet.PlotHeight)
            .WithXAxis(Bare(false).Also(x => x.SetValue("range", new[] { -0.5, sheet.Width - 0.5 })))
            .WithYAxis(Bare(rowNames is not null).Also(y =>
            {
                if (rowNames is not null)
                {
                    // Ticks that nobody sees keep the names away from the pictures.
                    y.SetValue("ticks", "outside");
                    y.SetValue("ticklen", 5);
                    y.SetValue("tickcolor", "rgba(0,0,0,0)");
                    double middle = (images.ColumnCount / w - 1) / 2.0;
                    y.SetValue("tickvals", Enumerable.Range(0, rows).Select(row => sheet.Top(row * across) + middle).ToArray());
                    y.SetValue("ticktext", rowNames.ToArray());
                }
                y.SetValue("range", new[] { sheet.Height - 0.5, -0.5 });
                y.SetValue("scaleanchor", "x");
                y.SetValue("constraintoward", "top");
            }))
            .WithMarginSize<int, int, int, int, int, bool>(Left: 8, Right: 8, Bottom: 8);
        if (labels is not null)
        {
            int size = across > 6 ? 10 : 12;
            chart = chart.WithAnnotations(
                [.. labels.Select((label, i) => Above(label, sheet.Left(i) + (w - 1) / 2.0, sheet.Top(i) - 0.5, size))]);
        }

        string count = images.RowCount == 1 ? "1 grey picture" : Guard.Text($"{images.RowCount} grey pictures");
        return chart.ToFigure(
            altText ?? Guard.Text($"{count} of {w} x {images.ColumnCount / w} pixels, black {low:G4} to white {high:G4}")
                + (labels is null ? "." : $", labelled {string.Join(", ", labels)}.")
                + (rowNames is null ? "" : $" The rows: {string.Join(", ", rowNames)}."),
            caption);
    }

    /// <summary>Pixels in a row of a picture, if all its rows are full.</summary>
    private static int PictureWidth(Matrix<double> images, int? width)
    {
        int pixels = images.ColumnCount, w = width ?? (int)Math.Round(Math.Sqrt(pixels));
        if (width is null && w * w != pixels)
        {
            throw new ArgumentException(
                Guard.Text($"images has {pixels} columns, which is no square picture; name the width of a picture."), nameof(images));
        }

        if (w < 1 || pixels % w != 0)
            throw new ArgumentException(Guard.Text($"images has {pixels} columns, which do not fill rows of width {w}."), nameof(width));
        return w;
    }

    /// <summary>An axis without a scale; its names, if any, stand without ticks.</summary>
    private static LinearAxis Bare(bool visible) => LinearAxis.init<double, double, double, double, double, string, string, string>(
        Visible: visible, ShowGrid: false, ZeroLine: false, ShowLine: false, Ticks: StyleParam.TickOptions.Empty,
        Constrain: StyleParam.AxisConstraint.Domain);

    private static Annotation Above(string label, double x, double y, int size) =>
        Annotation.init<double, double, string, string, string, string, string, string, string, string>(
            X: x, Y: y, Text: label, ShowArrow: false, YAnchor: StyleParam.YAnchorPosition.Bottom, BorderPad: 0, Font: Font.init(Size: size));
}
