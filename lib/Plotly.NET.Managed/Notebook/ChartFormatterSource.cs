using System.Diagnostics.CodeAnalysis;
using Plotly.Notebook;

namespace Plotly.NET;

/// <summary>Shows a chart in a notebook: as plotly.js JSON, as HTML that stands on its own, and in words.</summary>
internal sealed class ChartFormatterSource
{
    [SuppressMessage("Performance", "CA1822", Justification = "Notebooks call it on an instance.")]
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new ChartFormatter(Mime.Plotly, static (chart, writer) => writer.Write(GenericChart.toJson(chart))),
        new ChartFormatter(Mime.Html, static (chart, writer) => ChartHtml.Write(writer, GenericChart.toJson(chart), ChartDescription.Of(chart))),
        new ChartFormatter(Mime.Text, static (chart, writer) => writer.Write(ChartDescription.Of(chart))),
    ];

    private sealed class ChartFormatter(string mimeType, Action<GenericChart, TextWriter> write)
    {
        public string MimeType => mimeType;

        public bool Format(object instance, TextWriter writer)
        {
            if (instance is not GenericChart chart)
                return false;
            write(chart, writer);
            return true;
        }
    }
}
