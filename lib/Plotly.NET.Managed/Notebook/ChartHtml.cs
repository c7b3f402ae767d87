using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Plotly.Notebook;

/// <summary>
/// A chart as HTML that stands on its own: a place, the chart's JSON and a script that draws it with plotly.js.
/// </summary>
/// <remarks>
/// plotly.js is looked for in this order: already on the page; in the HTML of the first chart of this process, which carries the
/// whole script when plotly.min.js lies beside this assembly (so charts draw without a network; run again, the same chart carries it again);
/// Plotly's CDN. If all fail, the alternative text is shown. The environment variable COURSE_PLOTLYJS chooses: <c>inline</c> (default) as above, <c>cdn</c>
/// never carries the script.
/// This file is compiled into two assemblies and depends on nothing else in either.
/// </remarks>
internal static class ChartHtml
{
    /// <summary>The version that lib/web/package.json restores.</summary>
    public const string PlotlyVersion = "2.35.3";

    private const string Policy = "COURSE_PLOTLYJS";

    /// <summary>Names the chart that carries the script; shared by both assemblies that hold this class.</summary>
    private const string Carried = "Course.PlotlyScriptCarried";

    private static readonly CompositeFormat Drawing = CompositeFormat.Parse(
        """
        <script>
        (function () {{
          var id = "{0}", alt = "{1}", figure = {2};
          var root = document.currentScript ? document.currentScript.getRootNode() : document;
          function places() {{
            var wanted = '[data-chart="' + id + '"]:not([data-drawn])', found = root.querySelectorAll(wanted);
            return found.length ? found : document.querySelectorAll(wanted);
          }}
          function draw() {{
            places().forEach(function (place) {{
              place.setAttribute("data-drawn", "");
              var layout = Object.assign({{}}, figure.layout);
              if (place.clientWidth && layout.width > place.clientWidth) layout.width = place.clientWidth;
              window.Plotly.newPlot(place, {{ data: figure.data, layout: layout, config: figure.config, frames: figure.frames || [] }});
              if (layout.sliders && layout.sliders.length) steer(place, layout.sliders[0].steps);
            }});
          }}
          function steer(place, steps) {{
            place.setAttribute("role", "group");
            place.tabIndex = 0;
            place.addEventListener("keydown", function (event) {{
              var at = (place.layout.sliders[0].active || 0) + ({{ ArrowLeft: -1, ArrowRight: 1 }}[event.key] || 0), step = steps[at];
              if (!step || event.key.indexOf("Arrow") !== 0) return;
              event.preventDefault();
              event.stopPropagation();
              window.Plotly[step.method].apply(null, [place].concat(step.args)).then(function () {{
                window.Plotly.relayout(place, {{ "sliders[0].active": at }});
              }});
            }});
          }}
          function explain() {{
            places().forEach(function (place) {{ place.textContent = "plotly.js could not be loaded, so the chart is missing. It shows: " + alt; }});
          }}
          function load() {{
            window.coursePlotly = window.coursePlotly || new Promise(function (loaded, failed) {{
              var script = document.createElement("script"), define = window.define;
              script.src = "{3}";
              script.onload = function () {{ window.define = define; loaded(); }};
              script.onerror = function () {{ window.define = define; failed(); }};
              window.define = undefined;
              document.head.appendChild(script);
            }});
            window.coursePlotly.then(draw, explain);
          }}
          (function wait(tries) {{
            if (window.Plotly) draw();
            else if (tries > 0) setTimeout(wait, 100, tries - 1);
            else load();
          }})({4});
        }})();
        </script>
        """);

    /// <summary>Writes the HTML.</summary>
    /// <param name="writer">Takes the HTML.</param>
    /// <param name="figureJson">The chart: <c>{"data": [...], "layout": {...}, "config": {...}}</c>.</param>
    /// <param name="altText">What the chart shows, for screen readers and where it cannot be drawn.</param>
    /// <param name="caption">A line below the chart, or null for none.</param>
    public static void Write(TextWriter writer, string figureJson, string altText, string? caption = null)
    {
        string alt = WebUtility.HtmlEncode(altText);
        string id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(figureJson)))[..16];
        string? script = PlotlyScript();

        if (caption is not null)
            writer.WriteLine("<figure style=\"margin:0\">");
        writer.WriteLine($"<div class=\"course-chart\" data-chart=\"{id}\" role=\"img\" aria-label=\"{alt}\"><noscript>{alt}</noscript></div>");
        if (caption is not null)
            writer.WriteLine($"<figcaption>{WebUtility.HtmlEncode(caption)}</figcaption>\n</figure>");

        if (script is not null && (AppContext.GetData(Carried) as string ?? id) == id)
        {
            AppContext.SetData(Carried, id);
            WriteScript(writer, script);
        }

        // A script element ends at "</", wherever that stands; in JSON it can only be inside a text, where the escape means the same.
        writer.WriteLine(string.Format(
            null, Drawing, id, JsonEncodedText.Encode(altText), figureJson.Replace("<", "\\u003c", StringComparison.Ordinal),
            $"https://cdn.plot.ly/plotly-{PlotlyVersion}.min.js", script is null ? 0 : 50));
    }

    /// <summary>Forgets that a chart has carried plotly.js, so that the next one does.</summary>
    internal static void StartPage() => AppContext.SetData(Carried, null);

    /// <summary>The path of plotly.js when charts may carry it, or null.</summary>
    [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "An empty location is handled.")]
    private static string? PlotlyScript()
    {
        if (string.Equals(Environment.GetEnvironmentVariable(Policy), "cdn", StringComparison.OrdinalIgnoreCase))
            return null;
        string assembly = typeof(ChartHtml).Assembly.Location;
        string path = Path.Combine(assembly.Length == 0 ? AppContext.BaseDirectory : Path.GetDirectoryName(assembly)!, "plotly.min.js");
        return File.Exists(path) ? path : null;
    }

    /// <summary>
    /// plotly.js registers with a module loader where it finds one and is then missing from the window: the names by which it
    /// looks for one are hidden while it loads.
    /// </summary>
    private static void WriteScript(TextWriter writer, string path)
    {
        writer.Write("<script>if (!window.Plotly) (function () { var define, module, exports;\n");
        writer.Write(File.ReadAllText(path).Replace("</script", "<\\/script", StringComparison.OrdinalIgnoreCase));
        writer.WriteLine("\n}).call(window);</script>");
    }
}
