using Course.Statistics;

namespace Course.Tests.Statistics;

public sealed class MinMaxScalerTests
{
    private static readonly Golden Numbers = Golden.Load("minmax_scaler");

    [Fact]
    public void Range_and_scaled_values_are_scikit_learns()
    {
        var scaler = new MinMaxScaler();
        scaler.FitTransform(Numbers["X"].Matrix).ShouldBeNear(Numbers["transform"].Matrix, 1e-15);
        scaler.Minimum.ShouldBe(Numbers["min"].Vector);
        scaler.Maximum.ShouldBe(Numbers["max"].Vector);
        scaler.Transform(Numbers["new"].Matrix).ShouldBeNear(Numbers["new_transform"].Matrix, 1e-14);
    }

    [Fact]
    public void Another_interval_and_back()
    {
        var scaler = new MinMaxScaler(-1, 2);
        var z = scaler.FitTransform(Numbers["X"].Matrix);
        z.ShouldBeNear(Numbers["transform(-1,2)"].Matrix, 1e-14);
        scaler.InverseTransform(z).ShouldBeNear(Numbers["X"].Matrix, 1e-15);
        scaler.InverseTransform(Numbers["new"].Matrix).ShouldBeNear(Numbers["inverse_new(-1,2)"].Matrix, 1e-14);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(0, double.PositiveInfinity)]
    [InlineData(double.NaN, 1)]
    public void An_interval_must_be_finite_and_in_order(double low, double high) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new MinMaxScaler(low, high)).ParamName.ShouldBe("high");
}
