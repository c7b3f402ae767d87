using MathNet.Numerics.LinearAlgebra;
using Plotly.NET;
using Plotly.NET.TraceObjects;

namespace Course.Plots;

/// <summary>How the samples of a picture are coloured: each class by its own colour, or all by a quantity, from dark to bright.</summary>
internal sealed class Colouring
{
    private readonly ClassLabels _classes;
    private readonly Vector<double>? _values;
    private readonly string? _label;

    private Colouring(ClassLabels classes, Vector<double>? values, string? label) => (_classes, _values, _label) = (classes, values, label);

    /// <summary>Name and row numbers of what makes a trace of its own.</summary>
    public IReadOnlyList<(string? Name, int[] Rows)> Groups => _classes.Groups;

    /// <summary>Checks classes or quantity against the number of samples.</summary>
    /// <exception cref="ArgumentException">Both are given, or one does not fit.</exception>
    public static Colouring Of(int[]? labels, IReadOnlyList<string>? classNames, Vector<double>? values, string? valueLabel, int samples, string other)
    {
        if (values is null)
        {
            if (valueLabel is not null)
                throw new ArgumentException("valueLabel is given but values is not; it names the quantity that colours the samples.", nameof(valueLabel));
            return new(ClassLabels.Of(labels, classNames, samples, other), null, null);
        }

        if (labels is not null)
            throw new ArgumentException("labels and values are both given; a sample has one colour, by its class or by a quantity.", nameof(values));
        Guard.Values(values, nameof(values));
        Guard.OnePerSample(values.Count, samples, nameof(values), other);
        ArgumentException.ThrowIfNullOrWhiteSpace(valueLabel);
        return new(ClassLabels.Of(null, classNames, samples, other), values, valueLabel);
    }

    /// <summary>The marker of a group.</summary>
    /// <param name="group">Its number.</param>
    /// <param name="size">Width in pixels.</param>
    /// <param name="legend">Whether this trace explains the colours, where a quantity gives them.</param>
    /// <param name="space">Whether the points lie in space, where markers know few shapes.</param>
    public Marker Marker(int group, int size, bool legend, bool space = false)
    {
        double opacity = Groups.Sum(g => g.Rows.Length) > 1000 ? 0.7 : 0.8;
        if (_values is null)
        {
            return space
                ? Plotly.NET.TraceObjects.Marker.init(Size: size, Opacity: opacity, Color: Palette.Class(group))
                : Plotly.NET.TraceObjects.Marker.init(Size: size, Opacity: opacity, Color: Palette.Class(group), Symbol: Palette.Symbol(group));
        }

        return Plotly.NET.TraceObjects.Marker.init(
            Size: size, Opacity: opacity, Color: Color.fromColorScaleValues(Plot.Rounded(_values, _values.Maximum() - _values.Minimum()).ToArray()), Colorscale: Palette.Sequential,
            ShowScale: legend, ColorBar: ColorBar.init<double, double>(Thickness: 10, OutlineWidth: 0, Title: Title.init(_label!), NTicks: 6));
    }

    /// <summary>" Classes: ..." or " Coloured by ..." for an alternative text; empty without either.</summary>
    public string InWords() => _values is null
        ? _classes.InWords()
        : Guard.Text($" Coloured by {_label}, {_values.Minimum():G4} to {_values.Maximum():G4}.");
}
