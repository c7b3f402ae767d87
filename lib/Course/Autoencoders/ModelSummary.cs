using System.Globalization;
using System.Net;
using System.Text;
using Course.Notebook;

namespace Course.Autoencoders;

/// <summary>The layers of a model with the shapes of their outputs and their numbers of parameters; a notebook shows it as a table.</summary>
[TypeFormatterSource(typeof(ModelSummaryFormatterSource), PreferredMimeTypes = ["text/html", "text/plain"])]
public sealed class ModelSummary
{
    private static readonly string[] Heads = ["layer", "kind", "output shape", "parameters"];

    internal ModelSummary(string model, IReadOnlyList<LayerSummary> layers, long parameters, long fixedParameters) =>
        (Model, Layers, Parameters, FixedParameters) = (model, layers, parameters, fixedParameters);

    /// <summary>Name of the model.</summary>
    public string Model { get; }

    /// <summary>The layers in the order in which the data pass through them.</summary>
    public IReadOnlyList<LayerSummary> Layers { get; }

    /// <summary>Number of parameters that training changes.</summary>
    public long Parameters { get; }

    /// <summary>Number of parameters that stay as they are.</summary>
    public long FixedParameters { get; }

    /// <summary>The table as aligned text.</summary>
    public override string ToString()
    {
        var rows = Layers.Select(Cells).Prepend(Heads).ToArray();
        var widths = Enumerable.Range(0, Heads.Length).Select(j => rows.Max(row => row[j].Length)).ToArray();
        var text = new StringBuilder(Model).Append('\n');
        foreach (var row in rows)
        {
            for (var j = 0; j < row.Length; j++)
                text.Append(j == 0 ? "" : "  ").Append(j == row.Length - 1 ? row[j].PadLeft(widths[j]) : row[j].PadRight(widths[j]));
            text.Append('\n');
        }
        return text.Append(Total()).ToString();
    }

    internal static void WriteHtml(ModelSummary summary, TextWriter writer)
    {
        writer.Write("<table class=\"course-table\"><caption>");
        writer.Write(WebUtility.HtmlEncode(summary.Model + ": " + summary.Total()));
        writer.Write("</caption><thead><tr>");
        for (var j = 0; j < Heads.Length; j++)
            writer.Write($"<th scope=\"col\" style=\"text-align:{Side(j)}\">{Heads[j]}</th>");
        writer.Write("</tr></thead><tbody>");
        foreach (var cells in summary.Layers.Select(Cells))
        {
            writer.Write("<tr>");
            for (var j = 0; j < cells.Length; j++)
                writer.Write($"<td style=\"text-align:{Side(j)}\">{WebUtility.HtmlEncode(cells[j])}</td>");
            writer.Write("</tr>");
        }
        writer.Write("</tbody></table>");
    }

    private static string Side(int column) => column == Heads.Length - 1 ? "right" : "left";

    private static string[] Cells(LayerSummary layer) => [layer.Name, layer.Kind, layer.ShapeText, layer.Parameters.ToString("N0", CultureInfo.InvariantCulture)];

    private string Total() => Guard.Text($"{Parameters:N0} parameters to train") + (FixedParameters > 0 ? Guard.Text($", {FixedParameters:N0} fixed") : "");
}

/// <summary>One layer of a <see cref="ModelSummary"/>.</summary>
/// <param name="Name">Its name in the model, such as <c>encoder.0</c>.</param>
/// <param name="Kind">What it is, such as <c>Linear</c>.</param>
/// <param name="OutputShape">Shape of what it gives for one sample, without the sample's dimension.</param>
/// <param name="Parameters">How many of its parameters training changes.</param>
public sealed record LayerSummary(string Name, string Kind, IReadOnlyList<long> OutputShape, long Parameters)
{
    internal string ShapeText => string.Join(" x ", OutputShape.Prepend(0).Select((size, i) => i == 0 ? "n" : Guard.Text($"{size}")));
}
