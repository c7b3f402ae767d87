using System.Globalization;

namespace Plotly.NET;

/// <summary>What the unions of <see cref="StyleParam"/> share.</summary>
internal static class PlotlyValues
{
    /// <summary>plotly.js counts from 1 and leaves the 1 out: <c>x</c>, <c>x2</c>, <c>x3</c>.</summary>
    public static string Id(string kind, int number) => number < 2 ? kind : kind + number.ToString(CultureInfo.InvariantCulture);

    public static string Text(object value) => value as string ?? ChartJson.Text(value);

    public static bool Same(object a, object b) => Text(a) == Text(b);
}
