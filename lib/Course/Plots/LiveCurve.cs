using Course.Notebook;

namespace Course.Plots;

/// <summary>A curve under the notebook's cell that grows while something is being trained: give it as <c>progress</c>.</summary>
/// <remarks>It draws the objective after each step that is reported, a few times a second at most. Not for use from several threads.</remarks>
public sealed class LiveCurve : IProgress<FitProgress>
{
    private readonly Live _live;
    private readonly string _title, _label;
    private readonly List<double> _values = [];

    /// <summary>A curve that shows itself with the first report.</summary>
    /// <param name="title">What is shown.</param>
    /// <param name="label">Name of the objective, with its unit; default <c>loss</c>.</param>
    /// <exception cref="ArgumentException">A text is missing or blank.</exception>
    public LiveCurve(string title, string label = "loss") : this(title, label, Live.Start())
    {
    }

    internal LiveCurve(string title, string label, Live live)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(title);
        ArgumentException.ThrowIfNullOrWhiteSpace(label);
        (_title, _label, _live) = (title, label, live);
    }

    /// <summary>The objectives reported so far.</summary>
    public IReadOnlyList<double> Values => _values;

    /// <summary>Adds a point to the curve, if there is a finite objective.</summary>
    /// <param name="value">How far the training has come.</param>
    public void Report(FitProgress value)
    {
        if (value.Objective is not { } objective || !double.IsFinite(objective))
            return;
        _values.Add(objective);
        if (_live.IsDue)
            _live.Update(Plot.Loss(_values, title: _title, lossLabel: _label, logarithmic: false));
    }

    /// <summary>Puts the last picture in place of the curve.</summary>
    /// <param name="figure">Such as that of the training's history; default the whole curve.</param>
    /// <exception cref="InvalidOperationException">Nothing was reported and no figure is given.</exception>
    public void Finish(Figure? figure = null)
    {
        if (figure is null && _values.Count == 0)
            throw new InvalidOperationException("There is no curve to show: no objective was reported. Pass this as progress to what is being trained.");
        _live.Finish(figure ?? Plot.Loss(_values, title: _title, lossLabel: _label, logarithmic: false));
    }
}
