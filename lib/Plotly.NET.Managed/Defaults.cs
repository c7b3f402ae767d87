namespace Plotly.NET;

/// <summary>What a chart has unless told otherwise.</summary>
public static class Defaults
{
    /// <summary>Height in pixels, 600.</summary>
    public static int DefaultHeight { get; set; } = 600;

    /// <summary>Width in pixels, 600.</summary>
    public static int DefaultWidth { get; set; } = 600;

    /// <summary>The look, <see cref="ChartTemplates.plotly"/>.</summary>
    public static Template DefaultTemplate { get; set; } = ChartTemplates.plotly;

    /// <summary>The behaviour: follows the width of its place.</summary>
    public static Config DefaultConfig { get; set; } = Config.init(Responsive: true);

    /// <summary>Puts the original defaults back.</summary>
    public static void reset()
    {
        DefaultHeight = DefaultWidth = 600;
        DefaultTemplate = ChartTemplates.plotly;
        DefaultConfig = Config.init(Responsive: true);
    }
}
