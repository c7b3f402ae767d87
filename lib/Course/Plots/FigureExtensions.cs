using Plotly.NET;

namespace Course.Plots;

/// <summary>From a chart to a figure.</summary>
public static class FigureExtensions
{
    /// <summary>Gives a chart its words.</summary>
    /// <returns>A figure for a notebook to show.</returns>
    /// <inheritdoc cref="Figure(GenericChart, string, string?)"/>
    public static Figure ToFigure(this GenericChart chart, string altText, string? caption = null) => new(chart, altText, caption);
}
