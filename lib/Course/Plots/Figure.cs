using System.Diagnostics.CodeAnalysis;
using Course.Notebook;
using Plotly.NET;

namespace Course.Plots;

/// <summary>A chart together with words that say what it shows, for readers who cannot see it, and a caption if wanted.</summary>
/// <remarks>
/// A notebook shows it as an interactive chart; where that is impossible, as its alternative text. Both texts are also in the chart's
/// JSON, as <c>layout.meta.alt</c> and <c>layout.meta.caption</c>.
/// </remarks>
[TypeFormatterSource(typeof(FigureFormatterSource), PreferredMimeTypes = ["application/vnd.plotly.v1+json", "text/html", "text/plain"])]
[SuppressMessage("Naming", "CA1724", Justification = "A figure is what the course calls it.")]
public sealed class Figure
{
    private readonly Frames? _frames;

    /// <summary>Gives a chart its words.</summary>
    /// <param name="chart">The chart; left as it is.</param>
    /// <param name="altText">What the chart shows: its kind, its quantities with the numbers that matter, and what they tell.</param>
    /// <param name="caption">A line below the chart; default none.</param>
    /// <exception cref="ArgumentException"><paramref name="altText"/> is missing or blank.</exception>
    public Figure(GenericChart chart, string altText, string? caption = null) : this(chart, altText, caption, null)
    {
    }

    internal Figure(GenericChart chart, string altText, string? caption, Frames? frames)
    {
        _frames = frames;
        ArgumentNullException.ThrowIfNull(chart);
        if (string.IsNullOrWhiteSpace(altText))
        {
            throw new ArgumentException(
                "altText is blank; say what the chart shows to someone who cannot see it, for instance \"Scatter plot of 200 points along a rising line; correlation 0.93.\"",
                nameof(altText));
        }

        AltText = altText;
        Caption = string.IsNullOrWhiteSpace(caption) ? null : caption;
        var meta = new DynamicObj.DynamicObj();
        meta.SetValue("alt", AltText);
        if (Caption is not null)
            meta.SetValue("caption", Caption);
        var layout = new Layout();
        layout.SetValue("meta", meta);
        Chart = chart.WithLayout(layout);
    }

    /// <summary>The chart, which holds the words too.</summary>
    public GenericChart Chart { get; }

    /// <summary>What the chart shows, in words.</summary>
    public string AltText { get; }

    /// <summary>The line below the chart, or null.</summary>
    public string? Caption { get; }

    /// <summary>The figure as plotly.js reads it: <c>{"data": [...], "layout": {...}, "config": {...}}</c>, and <c>"frames"</c> where it has a slider.</summary>
    public string ToJson() => _frames is null ? GenericChart.toJson(Chart) : _frames.AddTo(GenericChart.toJson(Chart));

    /// <summary>The alternative text.</summary>
    public override string ToString() => AltText;
}
