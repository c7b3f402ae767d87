using System.Text.Json.Nodes;
using Plotly.NET;

namespace Course.Plots;

public static partial class Plot
{
    /// <summary>Most characters that a chart with a slider may have: a page shows several, and should weigh less than a megabyte.</summary>
    private const int ExplorationLimit = 400_000;

    /// <summary>Room below the drawing for the slider, its value and its labels, in pixels.</summary>
    private const int SliderHeight = 96;

    /// <summary>
    /// A chart with a slider: one picture for each value, all computed ahead, so that it stays alive where no library runs, as on the web pages.
    /// </summary>
    /// <example>
    /// <code>
    /// Plot.Explore(new[] { -0.9, 0, 0.9 }, r =&gt; Plot.Scatter(x, r * x + Math.Sqrt(1 - r * r) * e, "Correlated samples", "x", "y"),
    ///     "correlation", altText: "A round cloud that becomes a line as the correlation grows.")
    /// </code>
    /// </example>
    /// <remarks>
    /// The pictures must have the same traces and may differ in numbers, names, annotations, shapes and images; the title and the alternative text are those
    /// of the whole. Give the axes fixed ranges (<c>MinMax</c>), or they jump. Numbers are kept to four digits. Use few steps (5 to 20) and few points (hundreds).
    /// </remarks>
    /// <typeparam name="T">What the slider moves through.</typeparam>
    /// <param name="values">The value of each step, at least 2.</param>
    /// <param name="picture">Makes the picture of a value; called once for each.</param>
    /// <param name="label">Name of what the slider changes, with its unit.</param>
    /// <param name="altText">What moving the slider shows, in words.</param>
    /// <param name="caption">A line below; default that of the first picture shown.</param>
    /// <param name="name">The label of a step; default the value itself.</param>
    /// <param name="start">Number of the step that is shown first, and in print; default 0.</param>
    /// <param name="play">Whether a button plays all steps as a film; for what happens in time, such as a training.</param>
    /// <exception cref="ArgumentException">
    /// There are fewer than 2 values, a text is blank, two labels are the same, the pictures have different traces, or all together are too large
    /// for a page.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="start"/> is no step.</exception>
    public static Figure Explore<T>(
        IReadOnlyList<T> values, Func<T, Figure> picture, string label, string altText, string? caption = null, Func<T, string>? name = null,
        int start = 0, bool play = false)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentException.ThrowIfNullOrWhiteSpace(label);
        if (values.Count < 2)
            throw new ArgumentException(Guard.Text($"values has {values.Count} entries; a slider needs at least 2 to move between."), nameof(values));
        if (start < 0 || start >= values.Count)
            throw new ArgumentOutOfRangeException(nameof(start), Guard.Text($"start is {start}; the steps are numbered from 0 to {values.Count - 1}."));
        string[] names = [.. values.Select(value => name is null ? FormattableString.Invariant($"{value}") : name(value))];
        if (names.FirstOrDefault(string.IsNullOrWhiteSpace) is not null)
            throw new ArgumentException("name gives a blank label for a step; every step of a slider says where it is.", nameof(name));
        if (names.GroupBy(step => step).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"two steps are both labelled '{twice.Key}'; give name a format that tells them apart.", nameof(name));

        Figure[] pictures = [.. values.Select(picture)];
        var frames = Frames.Between([.. pictures.Select(shown => JsonNode.Parse(GenericChart.toJson(shown.Chart))!.AsObject())], names);
        var chart = pictures[start].Chart;
        int height = JsonNode.Parse(GenericChart.toJson(chart))!["layout"]!["height"]?.GetValue<int>() ?? 420;

        var layout = Layout.init<string>(Height: height + SliderHeight);
        layout.SetValue("sliders", new[] { Slider(frames, label, start, play) });
        if (play)
            layout.SetValue("updatemenus", new[] { PlayButtons(frames) });
        var figure = new Figure(chart.WithLayout(layout), altText, caption ?? pictures[start].Caption, frames);
        int length = figure.ToJson().Length;
        if (length > ExplorationLimit)
        {
            throw new ArgumentException(
                Guard.Text($"values has {values.Count} entries, whose pictures take {length / 1000} kB together; a page should stay light, so at most ")
                    + Guard.Text($"{ExplorationLimit / 1000} kB. Take fewer steps, fewer points, or smaller pictures."),
                nameof(values));
        }

        return figure;
    }

    private static DynamicObj.DynamicObj Slider(Frames frames, string label, int start, bool play) =>
        Members(
            ("active", start),
            ("x", play ? 0.16 : 0.0),
            ("len", play ? 0.84 : 1.0),
            ("pad", Members(("t", 44), ("b", 4))),
            ("ticklen", 4),
            ("font", Members(("size", 11))),
            ("currentvalue", Members(("prefix", label + ": "), ("xanchor", "left"), ("font", Members(("size", 14))))),
            ("steps", frames.Names.Select((name, i) => (object)Members(
                ("label", name), ("value", name), ("method", "animate"), ("args", new object[] { frames.Inline(i), Animation(0) }))).ToArray()));

    /// <summary>Two buttons beside the slider.</summary>
    private static DynamicObj.DynamicObj PlayButtons(Frames frames) =>
        Members(
            ("type", "buttons"), ("direction", "left"), ("showactive", false),
            ("x", 0.0), ("xanchor", "left"), ("y", 0.0), ("yanchor", "top"), ("pad", Members(("t", 60))),
            ("buttons", new object[]
            {
                Members(
                    ("label", "▶"), ("method", "animate"),
                    ("args", new object[] { Enumerable.Range(0, frames.Names.Count).Select(frames.Inline).ToArray(), Animation(300) })),
                Members(("label", "❚❚"), ("method", "animate"), ("args", new object[] { new object?[] { null }, Animation(0) })),
            }));

    private static DynamicObj.DynamicObj Animation(int milliseconds) =>
        Members(
            ("mode", "immediate"),
            ("fromcurrent", milliseconds > 0),
            ("frame", Members(("duration", milliseconds), ("redraw", true))),
            ("transition", Members(("duration", 0))));

    private static DynamicObj.DynamicObj Members(params ReadOnlySpan<(string Name, object Value)> members)
    {
        var all = new DynamicObj.DynamicObj();
        foreach (var (name, value) in members)
            all.SetValue(name, value);
        return all;
    }
}
