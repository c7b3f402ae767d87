using Microsoft.FSharp.Core;

namespace Plotly.NET;

/// <summary>The look of everything that a chart itself leaves open.</summary>
public class Template : PlotlyObject
{
    /// <summary>Makes a template from a layout and from traces: each holds for the traces of its type.</summary>
    public static Template init<c>(Layout layoutTemplate, FSharpOption<IEnumerable<c>>? TraceTemplates = null)
        where c : Trace
    {
        var data = new PlotlyObject();
        foreach (var sameType in (TraceTemplates?.Value ?? []).GroupBy(trace => trace.type))
            data.Set(sameType.Key, sameType.Select(trace => trace.Without("type")).ToArray());
        return new Template().Set("layout", layoutTemplate).Set("data", data);
    }
}
