using MathNet.Numerics.LinearAlgebra;
using Plotly.NET;
using Plotly.NET.CSharp;
using Plotly.NET.LayoutObjects;
using Plotly.NET.TraceObjects;
using Chart = Plotly.NET.CSharp.Chart;

namespace Course.Plots;

public static partial class Plot
{
    /// <summary>A map of a code space: the picture that the decoder makes of each code on a grid, at the place of the code.</summary>
    /// <param name="decode">From codes, m x 2, to square pictures, m x (side side), their pixels row by row from the top left; called once.</param>
    /// <param name="first">Range of the first number of the code, along x.</param>
    /// <param name="second">Range of the second number, along y.</param>
    /// <param name="title">What is shown.</param>
    /// <param name="xLabel">Name of the first number; default <c>code 0</c>.</param>
    /// <param name="yLabel">Name of the second number; default <c>code 1</c>.</param>
    /// <param name="steps">Pictures along each side of the grid, from 2 to 40; default 12.</param>
    /// <param name="black">The value shown as black; default the smallest of all pictures.</param>
    /// <param name="white">The value shown as white; default the largest of all pictures.</param>
    /// <param name="altText">What the plot shows; default composed from the data.</param>
    /// <param name="caption">A line below; default none.</param>
    /// <exception cref="ArgumentException">A range is empty, or the decoder does not return a square picture for each code.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> is out of its range.</exception>
    public static Figure CodeMap(
        Func<Matrix<double>, Matrix<double>> decode, (double Low, double High) first, (double Low, double High) second, string title,
        string xLabel = "code 0", string yLabel = "code 1", int steps = 12, double? black = null, double? white = null,
        string? altText = null, string? caption = null)
    {
        ArgumentNullException.ThrowIfNull(decode);
        Increasing(first, nameof(first));
        Increasing(second, nameof(second));
        if (steps is < 2 or > 40)
            throw new ArgumentOutOfRangeException(nameof(steps), Guard.Text($"steps is {steps}; a map has from 2 to 40 pictures along each side."));

        double across = (first.High - first.Low) / (steps - 1), up = (second.High - second.Low) / (steps - 1);
        // Row by row from the top: the second number falls.
        var codes = Matrix<double>.Build.Dense(steps * steps, 2, (i, j) =>
            j == 0 ? first.Low + i % steps * across : second.High - i / steps * up);
        var images = SquarePictures(decode(codes), codes.RowCount, nameof(decode));
        int side = (int)Math.Round(Math.Sqrt(images.ColumnCount));
        double low = black ?? images.Enumerate().Min(), high = white ?? images.Enumerate().Max();
        var sheet = new ImageSheet(side, side, steps, steps, 0);
        // The sheet's pixels as steps of the codes: from one picture to the next it is one.
        double wide = (double)sheet.Width / sheet.Left(1), tall = (double)sheet.Height / sheet.Left(1);
        var picture = LayoutImage.init<double, double>(
            Source: sheet.ToDataUri(images, low, high), Layer: StyleParam.Layer.Below, XRef: "x", YRef: "y",
            X: (first.Low + first.High) / 2, XAnchor: StyleParam.XAnchorPosition.Center,
            Y: (second.Low + second.High) / 2, YAnchor: StyleParam.YAnchorPosition.Middle)
            .Also(image => image.SetValue("sizex", across * wide))
            .Also(image => image.SetValue("sizey", up * tall))
            .Also(image => image.SetValue("sizing", "stretch"));

        return Places(codes)
            .WithXAxis(Plain(first, 0.55 * across))
            .WithYAxis(Plain(second, 0.55 * up)
                .Also(y => y.SetValue("scaleanchor", "x"))
                .Also(y => y.SetValue("scaleratio", across / up)))
            .WithLayoutImages([picture])
            .WithCourseTheme(title, xLabel, yLabel, 620)
            .ToFigure(
                altText ?? Guard.Text($"Grid of {steps} x {steps} decoded pictures over the plane of codes, ")
                    + Guard.Text($"{xLabel} from {first.Low:G3} to {first.High:G3} along x and ")
                    + Guard.Text($"{yLabel} from {second.Low:G3} to {second.High:G3} along y."),
                caption);
    }

    private static void Increasing((double Low, double High) range, string name)
    {
        if (!(range.Low < range.High) || !double.IsFinite(range.High - range.Low))
            throw new ArgumentException(Guard.Text($"{name} goes from {range.Low} to {range.High}; a range goes from a number to a larger one."), name);
    }

    /// <summary>What a decoder made of codes: a square picture of each.</summary>
    private static Matrix<double> SquarePictures(Matrix<double> images, int codes, string name)
    {
        Guard.Design(images, name);
        int side = (int)Math.Round(Math.Sqrt(images.ColumnCount));
        if (images.RowCount != codes || side * side != images.ColumnCount)
        {
            throw new ArgumentException(
                Guard.Text($"{name} made {images.RowCount} x {images.ColumnCount} of {codes} x 2 codes; ")
                    + "it should make one square picture a row for each code, as 784 = 28 x 28 would be.",
                name);
        }

        return images;
    }

    /// <summary>Points that nobody sees, to read a code off by pointing at its picture.</summary>
    private static GenericChart Places(Matrix<double> codes) =>
        Chart.Point<double, double, string>(
            codes.Column(0), codes.Column(1), Marker: Marker.init(Size: 12, Opacity: 0), ShowLegend: false, UseDefaults: false)
            .Also(chart => chart.GetTraces()[0].SetValue("hovertemplate", "code (%{x:.3g}, %{y:.3g})<extra></extra>"));

    private static LinearAxis Plain((double Low, double High) range, double margin) =>
        LinearAxis.init<double, double, double, double, double, string, string, string>(
            ShowGrid: false, ZeroLine: false, Constrain: StyleParam.AxisConstraint.Domain,
            Range: StyleParam.Range.ofMinMax(range.Low - margin, range.High + margin));
}
