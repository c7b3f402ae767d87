using Course.Notebook;
using Plotly.Notebook;

namespace Course.Plots;

/// <summary>Makes the views of a <see cref="Figure"/> for a notebook; found by the convention of <see cref="TypeFormatterSourceAttribute"/>.</summary>
internal sealed class FigureFormatterSource
{
    private readonly NotebookView<Figure>[] _views =
    [
        new("application/vnd.plotly.v1+json", static (figure, writer) => writer.Write(figure.ToJson())),
        new("text/html", static (figure, writer) => ChartHtml.Write(writer, figure.ToJson(), figure.AltText, figure.Caption)),
        new("text/plain", static (figure, writer) => writer.Write(figure.AltText)),
    ];

    /// <summary>The views, best first.</summary>
    public IEnumerable<object> CreateTypeFormatters() => _views;
}
