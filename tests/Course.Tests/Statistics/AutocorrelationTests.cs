using Course.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Tests.Statistics;

public sealed class AutocorrelationTests
{
    [Fact]
    public void The_function_is_its_definition()
    {
        // Deviations -2, 0, -1, 3 about the mean 4; squares 14.
        var series = Vector<double>.Build.DenseOfArray([2, 4, 3, 7]);
        Autocorrelation.Function(series, 3).ShouldBeNear(Vector<double>.Build.DenseOfArray([1, -3.0 / 14, 2.0 / 14, -6.0 / 14]), 1e-15);
        Autocorrelation.Function(series + 1e6, 0).Single().ShouldBe(1, 1e-12);
    }

    [Theory]
    [InlineData(-0.3)]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    [InlineData(0.97)]
    public void The_time_of_a_first_order_process_is_known(double memory)
    {
        const int Count = 200_000;
        var expected = (1 + memory) / (1 - memory) / 2;
        var time = Autocorrelation.IntegratedTime(FirstOrder(memory, Count, seed: 11));
        // Madras and Sokal's error of τ with a window of 6 τ.
        time.ShouldBe(expected, 4 * expected * Math.Sqrt(2 * (2 * Math.Max(1, 6 * expected) + 1) / Count));
        Autocorrelation.Function(FirstOrder(memory, Count, seed: 12), 3)[3].ShouldBe(Math.Pow(memory, 3), 4 * Math.Sqrt(2 * expected / Count) * 2);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.8)]
    public void The_error_of_a_mean_is_the_means_own_spread(double memory)
    {
        const int Repetitions = 300;
        var estimates = Enumerable.Range(0, Repetitions).Select(seed => Autocorrelation.Mean(FirstOrder(memory, 2000, seed))).ToArray();
        var spread = Math.Sqrt(estimates.Average(estimate => estimate.Value * estimate.Value));
        // The spread of 300 is known to 4 %.
        (estimates.Average(estimate => estimate.Error) / spread).ShouldBe(1, 0.15);
        estimates.Average(estimate => Math.Abs(estimate.Deviation(0)) < 1 ? 1.0 : 0).ShouldBe(0.683, 0.09);
    }

    [Fact]
    public void Values_that_alternate_count_as_independent()
    {
        var series = FirstOrder(-0.5, 1000, seed: 3);
        Autocorrelation.IntegratedTime(series).ShouldBeLessThan(0.3);
        var variance = Moments.Covariance(series, series);
        Autocorrelation.Mean(series).Error.ShouldBe(Math.Sqrt(variance / 1000), 1e-12);
    }

    [Fact]
    public void A_constant_series_has_no_error()
    {
        var constant = Vector<double>.Build.Dense(5, 0.1);
        Autocorrelation.Mean(constant).ShouldBe(new Estimate(0.1, 0));
        Autocorrelation.IntegratedTime(constant).ShouldBe(0.5);
        Should.Throw<ArgumentException>(() => Autocorrelation.Function(constant, 1)).Message.ShouldContain("constant");
    }

    [Fact]
    public void An_estimate_shows_two_digits_of_its_error()
    {
        new Estimate(2.26918, 0.00321).ToString().ShouldBe("2.2692 ± 0.0032");
        new Estimate(-1234.5, 17).ToString().ShouldBe("-1234 ± 17");
        new Estimate(0.5, 0).ToString().ShouldBe("0.5000 ± 0.0000");
        new Estimate(2, 0.5).Deviation(1).ShouldBe(-2);
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        Should.Throw<ArgumentException>(() => Autocorrelation.Mean(Vector<double>.Build.Dense(1))).ParamName.ShouldBe("series");
        Should.Throw<ArgumentException>(() => Autocorrelation.IntegratedTime(Vector<double>.Build.Dense(3, double.NaN))).ParamName.ShouldBe("series");
        Should.Throw<ArgumentOutOfRangeException>(() => Autocorrelation.Function(Vector<double>.Build.Dense(3, i => i), 3)).ParamName.ShouldBe("lags");
    }

    // x_(t+1) = a x_t + noise: ρ(t) = a^t. It begins in its stationary distribution.
    private static Vector<double> FirstOrder(double memory, int count, long seed)
    {
        var random = new NumPyRandom(seed);
        var value = random.NextStandardNormal() / Math.Sqrt(1 - memory * memory);
        var series = new double[count];
        foreach (ref var next in series.AsSpan())
            next = value = memory * value + random.NextStandardNormal();
        return Vector<double>.Build.Dense(series);
    }
}
