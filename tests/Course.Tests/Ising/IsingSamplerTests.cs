using Course.Ising;
using Course.Statistics;

namespace Course.Tests.Ising;

public sealed class IsingSamplerTests
{
    // A deviation beyond four and a half errors comes once in 150,000 cases; the errors themselves are known to a few per cent.
    private const double Errors = 4.5;

    [Theory]
    [InlineData(2, IsingUpdate.Metropolis)]
    [InlineData(3, IsingUpdate.Metropolis)]
    [InlineData(4, IsingUpdate.Metropolis)]
    [InlineData(2, IsingUpdate.Wolff)]
    [InlineData(3, IsingUpdate.Wolff)]
    [InlineData(4, IsingUpdate.Wolff)]
    public void Small_lattices_have_the_energy_and_magnetisation_of_all_configurations(int side, IsingUpdate update)
    {
        double[] temperatures = [1.2, 2, 2.5, 4];
        var all = new IsingEnumeration(side);
        var series = new IsingSampler(side, update, thermalisation: 200, interval: 2, seed: 1).Measure(temperatures, 40_000);
        for (var k = 0; k < temperatures.Length; k++)
        {
            series.Energy()[k].Deviation(all.Energy(temperatures[k])).ShouldBe(0, Errors, $"energy at {temperatures[k]}");
            series.AbsoluteMagnetisation()[k].Deviation(all.AbsoluteMagnetisation(temperatures[k])).ShouldBe(0, Errors, $"|m| at {temperatures[k]}");
            // Small errors: the comparison is sharp.
            series.Energy()[k].Error.ShouldBeLessThan(0.01);
            series.AbsoluteMagnetisation()[k].Error.ShouldBeLessThan(0.01);
        }
    }

    [Theory]
    [InlineData(7, IsingUpdate.Metropolis)]
    [InlineData(8, IsingUpdate.Metropolis)]
    [InlineData(9, IsingUpdate.Metropolis)]
    [InlineData(16, IsingUpdate.Metropolis)]
    [InlineData(9, IsingUpdate.Wolff)]
    [InlineData(16, IsingUpdate.Wolff)]
    [InlineData(28, IsingUpdate.Wolff)]
    public void Larger_lattices_have_kaufmans_energy(int side, IsingUpdate update)
    {
        double[] temperatures = [1.8, 2.269, 2.6, 3.5];
        var energies = new IsingSampler(side, update, thermalisation: 500, interval: 4, seed: 2).Measure(temperatures, 6000).Energy();
        for (var k = 0; k < temperatures.Length; k++)
        {
            energies[k].Deviation(IsingExact.Energy(temperatures[k], side)).ShouldBe(0, Errors, $"T = {temperatures[k]}");
            energies[k].Error.ShouldBeLessThan(0.02);
        }
    }

    [Fact]
    public void Both_updates_give_the_same_magnetisation()
    {
        double[] temperatures = [1.9, 2.3, 3];
        var metropolis = new IsingSampler(12, IsingUpdate.Metropolis, 1000, 5, seed: 3).Measure(temperatures, 10_000).AbsoluteMagnetisation();
        var wolff = new IsingSampler(12, IsingUpdate.Wolff, 200, 3, seed: 3).Measure(temperatures, 4000).AbsoluteMagnetisation();
        for (var k = 0; k < temperatures.Length; k++)
        {
            var error = Math.Sqrt(metropolis[k].Error * metropolis[k].Error + wolff[k].Error * wolff[k].Error);
            (metropolis[k].Value - wolff[k].Value).ShouldBe(0, Errors * error);
            error.ShouldBeLessThan(0.02);
        }
    }

    [Fact]
    public void Below_the_transition_the_magnetisation_is_yangs()
    {
        var magnetisation = new IsingSampler(32, seed: 4).Measure([1.8], 2000).AbsoluteMagnetisation()[0];
        magnetisation.Value.ShouldBe(IsingExact.Magnetisation(1.8), Errors * magnetisation.Error + 1e-4);
        magnetisation.Error.ShouldBeLessThan(1e-3);
    }

    [Fact]
    public void Close_to_the_transition_clusters_forget_faster()
    {
        double Time(IsingUpdate update) =>
            Autocorrelation.IntegratedTime(new IsingSampler(24, update, 1000, 1, seed: 5).Measure([2.269], 20_000).Magnetisations.Column(0).PointwiseAbs());
        Time(IsingUpdate.Metropolis).ShouldBeGreaterThan(10 * Time(IsingUpdate.Wolff));
    }

    [Fact]
    public void With_clusters_up_and_down_are_as_likely_and_with_single_spins_the_sign_stays()
    {
        foreach (var interval in new[] { 1, 2 })
        {
            var cold = new IsingSampler(10, IsingUpdate.Wolff, 50, interval, seed: 6).Measure([1.2], 1000).Magnetisations.Column(0);
            cold.Average(m => m > 0 ? 1.0 : 0).ShouldBe(0.5, 4 * 0.5 / Math.Sqrt(1000));
            Math.Abs(Autocorrelation.Function(cold, 1)[1]).ShouldBeLessThan(4 / Math.Sqrt(1000));
        }
        new IsingSampler(10, IsingUpdate.Metropolis, 50, 1, seed: 6).Measure([1.2], 1000).Magnetisations.Column(0).ShouldAllBe(m => m > 0);
    }

    [Theory]
    [InlineData(IsingUpdate.Metropolis)]
    [InlineData(IsingUpdate.Wolff)]
    public void Samples_hold_what_was_measured_on_them(IsingUpdate update)
    {
        var sampler = new IsingSampler(5, update, 10, 1, seed: 7);
        var samples = sampler.Sample([1.5, 3], 6);

        (samples.Spins.RowCount, samples.Spins.ColumnCount, samples.Count).ShouldBe((12, 25, 6));
        samples.RowTemperatures().ShouldBe([1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 3, 3, 3, 3, 3, 3]);
        samples.Spins.Enumerate().ShouldAllBe(spin => spin == 1 || spin == -1);
        for (var row = 0; row < 12; row++)
        {
            var spins = samples.Spins.Row(row);
            spins.Average().ShouldBe(samples.RowMagnetisations()[row], 1e-14);
            samples.RowMagnetisations()[row].ShouldBe(samples.Magnetisations[row % 6, row / 6]);
            Enumerable.Range(0, 25).Sum(k => -spins[k] * (spins[k / 5 * 5 + (k + 1) % 5] + spins[(k + 5) % 25])).ShouldBe(25 * samples.RowEnergies()[row], 1e-12);
        }
        var series = sampler.Measure([1.5, 3], 6);
        series.Energies.ShouldBe(samples.Energies);
        series.Magnetisations.ShouldBe(samples.Magnetisations);
        samples.ToString().ShouldBe("5 x 5 spins, 6 times at each of 2 temperatures from 1.5 to 3");
    }

    [Theory]
    [InlineData(IsingUpdate.Metropolis)]
    [InlineData(IsingUpdate.Wolff)]
    public void Neither_threads_nor_other_temperatures_matter(IsingUpdate update)
    {
        var sampler = new IsingSampler(6, update, 20, 2, seed: 8);
        double[] temperatures = [1, 1.5, 2, 2.5, 3, 3.5, 4];
        var many = sampler.Sample(temperatures, 9);
        var one = Limited(1, () => sampler.Sample(temperatures, 9));
        one.Spins.ShouldBe(many.Spins);
        one.Energies.ShouldBe(many.Energies);
        sampler.Sample([2.5], 9).Spins.ShouldBe(many.Spins.SubMatrix(27, 9, 0, 36));
        new IsingSampler(6, update, 20, 2, seed: 9).Sample(temperatures, 9).Spins.ShouldNotBe(many.Spins);
    }

    [Fact]
    public void It_tells_of_each_temperature_and_stops_when_asked()
    {
        var told = new List<FitProgress>();
        var sampler = new IsingSampler(4, thermalisation: 5, interval: 1);
        sampler.Measure([1, 2, 3], 3, new Direct<FitProgress>(told.Add));
        told.Select(progress => (progress.Done, progress.Total)).ShouldBe([(1, 3), (2, 3), (3, 3)]);

        using var source = new CancellationTokenSource();
        var stopped = new Direct<FitProgress>(_ => source.Cancel());
        Should.Throw<OperationCanceledException>(() => Limited(1, () => sampler.Sample([1, 2, 3], 3, stopped, source.Token)));
        Should.Throw<OperationCanceledException>(() => sampler.Measure([1], 3, null, source.Token));
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new IsingSampler(side: 1)).ParamName.ShouldBe("side");
        Should.Throw<ArgumentOutOfRangeException>(() => new IsingSampler(thermalisation: -1)).ParamName.ShouldBe("thermalisation");
        Should.Throw<ArgumentOutOfRangeException>(() => new IsingSampler(interval: 0)).ParamName.ShouldBe("interval");
        var sampler = new IsingSampler(4);
        Should.Throw<ArgumentException>(() => sampler.Sample([], 1)).ParamName.ShouldBe("temperatures");
        Should.Throw<ArgumentException>(() => sampler.Sample([2, -1], 1)).Message.ShouldContain("-1");
        Should.Throw<ArgumentException>(() => sampler.Sample([double.NaN], 1)).ParamName.ShouldBe("temperatures");
        Should.Throw<ArgumentOutOfRangeException>(() => sampler.Measure([2], 0)).ParamName.ShouldBe("count");
        Should.Throw<ArgumentException>(() => new IsingSampler(4096).Sample([2], 1000)).Message.ShouldContain("Measure");
    }

    private static T Limited<T>(int threads, Func<T> action)
    {
        Workers.Limit = threads;
        try
        {
            return action();
        }
        finally
        {
            Workers.Limit = null;
        }
    }
}
