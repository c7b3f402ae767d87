using Course.Notebook;
using Course.Plots;

namespace Course.Tests.Plots;

public class LiveCurveTests
{
    [Fact]
    public void It_collects_what_is_reported_and_ends_with_the_whole_curve()
    {
        using var writer = new StringWriter();
        var curve = new LiveCurve("t", "loss / eV", new Live(writer, overwrite: false, kernel: null, perSecond: 1));

        foreach (var loss in new double?[] { 3, null, double.NaN, 2, 1 })
            curve.Report(new FitProgress("epoch", 1, 5, loss));
        curve.Finish();

        curve.Values.ShouldBe([3, 2, 1]);
        writer.ToString().ShouldBe($"Training curve over 3 epochs: loss / eV on the training data goes from 3 to 1.{Environment.NewLine}");
    }

    [Fact]
    public void A_figure_may_take_its_place()
    {
        using var writer = new StringWriter();
        var curve = new LiveCurve("t", "loss", new Live(writer, overwrite: false, kernel: null, perSecond: 1));

        Should.Throw<InvalidOperationException>(() => curve.Finish()).Message.ShouldContain("no objective was reported");
        curve.Finish(Plot.Loss([2, 1], [3, 2]));

        writer.ToString().ShouldStartWith("Training curve over 2 epochs: loss on the training data goes from 2 to 1; on validation data");
    }
}
