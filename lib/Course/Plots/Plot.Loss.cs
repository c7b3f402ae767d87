using Plotly.NET;
using Plotly.NET.LayoutObjects;
using Chart = Plotly.NET.CSharp.Chart;

namespace Course.Plots;

public static partial class Plot
{
    /// <summary>The loss after each epoch of a training, on the training data and, if given, on data kept aside.</summary>
    /// <param name="training">Loss after epoch 1, 2, ...</param>
    /// <param name="validation">The same on data kept aside, as many epochs; default none.</param>
    /// <param name="title">What is shown; default says so.</param>
    /// <param name="lossLabel">Name of the loss, with its unit; default <c>loss</c>.</param>
    /// <param name="logarithmic">Whether the loss axis is logarithmic; default true.</param>
    /// <param name="altText">What the plot shows; default composed from the data.</param>
    /// <param name="caption">A line below; default none.</param>
    /// <exception cref="ArgumentException">There is no epoch, lengths differ, a loss is not finite, or not positive on a logarithmic axis.</exception>
    public static Figure Loss(
        IEnumerable<double> training, IEnumerable<double>? validation = null, string title = "Training", string lossLabel = "loss", bool logarithmic = true,
        string? altText = null, string? caption = null)
    {
        double[] train = Losses(training, nameof(training), logarithmic);
        double[]? valid = validation is null ? null : Losses(validation, nameof(validation), logarithmic);
        if (valid is not null)
            Guard.OnePerSample(valid.Length, train.Length, nameof(validation), nameof(training));

        int[] epochs = [.. Enumerable.Range(1, train.Length)];
        bool markers = train.Length == 1;
        var curves = new List<GenericChart>
        {
            Chart.Line<int, double, string>(
                epochs, train, ShowMarkers: markers, Name: "training", ShowLegend: valid is not null, LineColor: Palette.Blue, LineWidth: 2, UseDefaults: false),
        };
        if (valid is not null)
        {
            curves.Add(Chart.Line<int, double, string>(
                epochs, valid, ShowMarkers: markers, Name: "validation", LineColor: Palette.Vermillion, LineWidth: 2, LineDash: StyleParam.DrawingStyle.Dash, UseDefaults: false));
        }

        var chart = Chart.Combine(curves).WithCourseTheme(title, "epoch", lossLabel);
        if (train.Length <= 10)
            chart = chart.WithXAxis(LinearAxis.init<double, double, double, double, double, string, string, string>(DTick: 1)); // No half epochs.
        if (logarithmic)
        {
            // One tick a decade, or where there are few decades, at 1, 2 and 5.
            var all = train.Concat(valid ?? []).ToArray();
            string step = all.Max() / all.Min() > 100 ? "1" : "D2";
            chart = chart.WithYAxis(LinearAxis.init<double, double, double, string, double, string, string, string>(
                AxisType: StyleParam.AxisType.Log, DTick: step, TickFormat: "~g"));
        }

        string epochsInWords = train.Length == 1 ? "1 epoch" : Guard.Text($"{train.Length} epochs");
        string words = Guard.Text($"Training curve over {epochsInWords}: {lossLabel} on the training data goes from {train[0]:G3} to {train[^1]:G3}");
        if (valid is not null)
        {
            int best = Array.IndexOf(valid, valid.Min());
            words += Guard.Text($"; on validation data from {valid[0]:G3} to {valid[^1]:G3}, lowest at epoch {best + 1} with {valid[best]:G3}");
        }

        return chart.ToFigure(altText ?? words + ".", caption);
    }

    private static double[] Losses(IEnumerable<double> losses, string name, bool logarithmic)
    {
        ArgumentNullException.ThrowIfNull(losses, name);
        double[] values = [.. losses];
        if (values.Length == 0)
            throw new ArgumentException($"{name} is empty; it should hold the loss after each epoch.", name);
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                throw new ArgumentException(
                    Guard.Text($"{name}[{i}] is {values[i]}; every loss should be a finite number. A training that diverges needs a smaller learning rate."),
                    name);
            }

            if (logarithmic && values[i] <= 0)
                throw new ArgumentException(Guard.Text($"{name}[{i}] is {values[i]}; a logarithmic axis needs losses above 0. Pass logarithmic: false."), name);
        }

        return values;
    }
}
