using Plotly.NET.LayoutObjects;

namespace Plotly.NET;

/// <summary>Ready looks. Their colours are the course's own, safe for colour-blind readers, and so is their text.</summary>
public static class ChartTemplates
{
    /// <summary>Okabe and Ito's palette (2008): told apart with every common kind of colour blindness; yellow last, weak on white.</summary>
    private static readonly string[] Colourway = ["#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#56B4E9", "#000000", "#F0E442"];

    /// <summary>Light text and fine lines on dark grey.</summary>
    public static Template dark { get; } =
        Look(ink: "#DDE1E6", paper: "#1E2227", grid: "#3B424B", ["#56B4E9", "#E69F00", "#00B386", "#F0E442", "#CC79A7", "#FF8A4C", "#7FA7FF", "#FFFFFF"]);

    /// <summary>Axis lines on white, no grid.</summary>
    public static Template light { get; } = Look(ink: "#222222", paper: "#FFFFFF", grid: null, Colourway);

    /// <summary>A fine grid on white: the look of charts that name no other.</summary>
    public static Template plotly { get; } = Look(ink: "#2B3440", paper: "#FFFFFF", grid: "#E3E7EC", Colourway);

    private static Template Look(string ink, string paper, string? grid, string[] colourway)
    {
        LinearAxis Axis() => new LinearAxis()
            .Set("automargin", true).Set("showgrid", grid is not null).Set("gridcolor", grid).Set("linecolor", ink).Set("showline", grid is null)
            .Set("zeroline", grid is not null).Set("zerolinecolor", grid).Set("ticks", "outside").Set("tickcolor", grid ?? ink)
            .Set("title", new Title().Set("standoff", 10));
        LinearAxis Wall() => Axis().Set("backgroundcolor", paper).Set("showbackground", true);

        return Template.init<Trace>(new Layout()
            .Set("font", new Font().Set("family", "system-ui, -apple-system, Segoe UI, Roboto, sans-serif").Set("color", ink))
            .Set("title", new Title().Set("x", 0.02).Set("xanchor", "left"))
            .Set("paper_bgcolor", paper).Set("plot_bgcolor", paper).Set("colorway", colourway)
            .Set("colorscale", new DefaultColorScales().Set("sequential", "Viridis").Set("diverging", "RdBu"))
            .Set("autotypenumbers", "strict").Set("hovermode", "closest")
            .Set("xaxis", Axis()).Set("yaxis", Axis())
            .Set("scene", new Scene().Set("xaxis", Wall()).Set("yaxis", Wall()).Set("zaxis", Wall())));
    }
}
