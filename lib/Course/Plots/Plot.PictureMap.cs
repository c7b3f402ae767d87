using MathNet.Numerics.LinearAlgebra;
using Plotly.NET;
using Plotly.NET.LayoutObjects;

namespace Course.Plots;

public static partial class Plot
{
    /// <summary>Frames are a little apart: from centre to centre in sides of a picture.</summary>
    private const double Apart = 1.12;

    /// <summary>A map of pictures: a dot for each, coloured by class, and the pictures themselves wherever there is room.</summary>
    /// <remarks>Pictures are taken in the order of the samples; one that would overlap those before it is left out, its dot stays. Zooming makes them larger.</remarks>
    /// <param name="points">n x 2, where each picture lies.</param>
    /// <param name="images">n x (side side), one square picture a row, its pixels row by row from the top left.</param>
    /// <param name="title">What is shown.</param>
    /// <param name="labels">Class of each picture, length n, which colours its dot and frame; default none.</param>
    /// <param name="classNames">Name of class 0, 1, ...; default <c>class 0</c> and so on.</param>
    /// <param name="pictureShare">Side of a picture as a share of the map's width, above 0 and at most 0.5; default 0.05.</param>
    /// <param name="black">The value shown as black; default the smallest of all pictures. For ink on white paper give the largest.</param>
    /// <param name="white">The value shown as white; default the largest of all pictures.</param>
    /// <param name="altText">What the plot shows; default composed from the data.</param>
    /// <param name="caption">A line below; default none.</param>
    /// <exception cref="ArgumentException">Points, pictures and labels do not fit, pictures are not square, an entry is not finite, or black is white.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="pictureShare"/> is out of its range.</exception>
    public static Figure PictureMap(
        Matrix<double> points, Matrix<double> images, string title, int[]? labels = null, IReadOnlyList<string>? classNames = null, double pictureShare = 0.05,
        double? black = null, double? white = null, string? altText = null, string? caption = null)
    {
        Guard.Features(points, 2, nameof(points));
        Guard.Design(images, nameof(images));
        Guard.OnePerSample(images.RowCount, points.RowCount, nameof(images), nameof(points));
        int side = (int)Math.Round(Math.Sqrt(images.ColumnCount));
        if (side * side != images.ColumnCount)
            throw new ArgumentException(Guard.Text($"images has {images.ColumnCount} columns, which is no square picture, as 784 = 28 x 28 would be."), nameof(images));
        if (!(pictureShare is > 0 and <= 0.5))
        {
            throw new ArgumentOutOfRangeException(
                nameof(pictureShare),
                Guard.Text($"pictureShare is {pictureShare}; the side of a picture should be a share of the map between 0 and 0.5, for example 0.05."));
        }

        double low = black ?? images.Enumerate().Min(), high = white ?? images.Enumerate().Max();
        if (low == high && (black ?? white) is not null)
            throw new ArgumentException(Guard.Text($"black and white are both {low}; shades of grey lie between two values."), nameof(black));
        var colours = Colouring.Of(labels, classNames, null, null, points.RowCount, nameof(points));

        var (x, y) = (points.Column(0), points.Column(1));
        double width = Math.Max(x.Maximum() - x.Minimum(), y.Maximum() - y.Minimum());
        double size = pictureShare * (width > 0 ? width : 1), half = size / 2;
        var shown = Spread(x, y, Apart * size);
        var group = new int[points.RowCount];
        for (int k = 0; k < colours.Groups.Count; k++)
            foreach (int i in colours.Groups[k].Rows)
                group[i] = k;

        var sheet = new ImageSheet(side, side, 1, 1, 0);
        var pictures = shown.Select(i => LayoutImage.init<double, double>(
                Source: sheet.ToDataUri(images.SubMatrix(i, 1, 0, images.ColumnCount), low, high), X: x[i], Y: y[i], XRef: "x", YRef: "y",
                XAnchor: StyleParam.XAnchorPosition.Center, YAnchor: StyleParam.YAnchorPosition.Middle, Layer: StyleParam.Layer.Above)
            .Also(picture => picture.SetValue("sizex", size)).Also(picture => picture.SetValue("sizey", size)));
        var frames = shown.Select(i => Shape.init<double, double, double, double>(
            ShapeType: StyleParam.ShapeType.Rectangle, X0: x[i] - half, X1: x[i] + half, Y0: y[i] - half, Y1: y[i] + half, Xref: "x", Yref: "y",
            Line: Line.init(Color: Palette.Class(group[i]), Width: 1.5)));

        LinearAxis Bare(Vector<double> values) => LinearAxis.init<double, double, double, double, double, string, string, string>(
            ShowTickLabels: false, Ticks: StyleParam.TickOptions.Empty, ZeroLine: false, ShowGrid: false, Constrain: StyleParam.AxisConstraint.Domain,
            Range: StyleParam.Range.ofMinMax(values.Minimum() - size, values.Maximum() + size));
        return Dots(points, colours, legend: true, small: false)
            .WithXAxis(Bare(x))
            .WithYAxis(Bare(y).Also(axis => axis.SetValue("scaleanchor", StyleParam.ScaleAnchor.NewX(1))))
            .WithLayoutImages(pictures)
            .WithShapes(frames)
            .WithCourseTheme(title, 680)
            .WithMarginSize<int, int, int, int, int, bool>(Left: 12, Right: 12, Bottom: 12)
            .ToFigure(altText ?? Guard.Text($"Map of {points.RowCount} pictures, {shown.Count} of them shown where they lie.") + colours.InWords(), caption);
    }

    /// <summary>Numbers of points, taken in order, of which no two lie nearer than a distance along both axes.</summary>
    private static List<int> Spread(Vector<double> x, Vector<double> y, double distance)
    {
        var taken = new List<int>();
        for (int i = 0; i < x.Count; i++)
            if (taken.TrueForAll(j => Math.Abs(x[i] - x[j]) >= distance || Math.Abs(y[i] - y[j]) >= distance))
                taken.Add(i);
        return taken;
    }
}
