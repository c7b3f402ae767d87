using Microsoft.FSharp.Core;

namespace Plotly.NET;

/// <summary>The number format of ticks within a range of zoom levels.</summary>
public class TickFormatStop : PlotlyObject
{
    /// <summary>Makes a tick format; each argument sets the plotly.js attribute of its name, one left out sets nothing.</summary>
    public static TickFormatStop init(
        FSharpOption<bool>? Enabled = null, FSharpOption<IEnumerable<Tuple<string, string>>>? DTickRange = null, FSharpOption<string>? Value = null,
        FSharpOption<string>? Name = null, FSharpOption<string>? TemplateItemName = null) =>
        new TickFormatStop()
            .Set("enabled", Enabled)
            .Set("dtickrange", DTickRange)
            .Set("value", Value)
            .Set("name", Name)
            .Set("templateitemname", TemplateItemName);
}
