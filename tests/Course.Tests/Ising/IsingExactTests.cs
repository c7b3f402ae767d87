using Course.Ising;

namespace Course.Tests.Ising;

public sealed class IsingExactTests
{
    public static double[] Temperatures => [0.3, 1, 2, IsingExact.CriticalTemperature, 2.5, 5, 50];

    [Fact]
    public void The_critical_temperature_is_where_the_lattice_equals_its_dual()
    {
        IsingExact.CriticalTemperature.ShouldBe(2.269185314213022, 1e-15);
        Math.Sinh(2 / IsingExact.CriticalTemperature).ShouldBe(1, 1e-15);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(2.6)]
    [InlineData(4)]
    public void Onsagers_energy_is_the_slope_of_his_free_energy(double temperature)
    {
        // -f/T = ln 2 + 1/(8π²) ∫∫ ln(cosh² 2K - sinh 2K (cos a + cos b)) da db, differentiated; a sum over the periods is exact but for exp(-points).
        const int Points = 400;
        double k = 1 / temperature, cosh = Math.Cosh(2 * k), sinh = Math.Sinh(2 * k), sum = 0;
        for (var i = 0; i < Points; i++)
            for (var j = 0; j < Points; j++)
            {
                var waves = Math.Cos(2 * Math.PI * i / Points) + Math.Cos(2 * Math.PI * j / Points);
                sum += (4 * cosh * sinh - 2 * cosh * waves) / (cosh * cosh - sinh * waves);
            }
        IsingExact.Energy(temperature).ShouldBe(-sum / (2.0 * Points * Points), 1e-12);
    }

    [Fact]
    public void Limits_are_known()
    {
        IsingExact.Energy(IsingExact.CriticalTemperature).ShouldBe(-Math.Sqrt(2), 1e-12);
        IsingExact.Energy(0.01).ShouldBe(-2, 1e-12);
        IsingExact.Energy(1e4).ShouldBe(-2e-4, 1e-10);
        IsingExact.Energy(0.001, 6).ShouldBe(-2, 1e-15);
        IsingExact.Magnetisation(0.1).ShouldBe(1, 1e-15);
        IsingExact.Magnetisation(IsingExact.CriticalTemperature).ShouldBe(0);
        IsingExact.Magnetisation(5).ShouldBe(0);
        // Low-temperature series: 1 - 2 x² - 8 x³ - 34 x⁴ - 152 x⁵ with x = exp(-4/T).
        var x = Math.Exp(-4 / 0.6);
        IsingExact.Magnetisation(0.6).ShouldBe(1 - 2 * x * x - 8 * x * x * x - 34 * Math.Pow(x, 4) - 152 * Math.Pow(x, 5), 1e-12);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Kaufmans_energy_is_that_of_all_configurations(int side)
    {
        var all = new IsingEnumeration(side);
        foreach (var temperature in Temperatures)
            IsingExact.Energy(temperature, side).ShouldBe(all.Energy(temperature), 1e-12, $"T = {temperature}");
    }

    [Fact]
    public void A_large_lattice_is_like_the_infinite_one()
    {
        foreach (var temperature in Temperatures)
            IsingExact.Energy(temperature, 2000).ShouldBe(IsingExact.Energy(temperature), 1e-3 / 2, $"T = {temperature}");
        foreach (var temperature in new[] { 1, 1.8, 2.8, 5 })
            IsingExact.Energy(temperature, 200).ShouldBe(IsingExact.Energy(temperature), 1e-11, $"T = {temperature}");
        IsingExact.Energy(2.1, 20).ShouldBeLessThan(IsingExact.Energy(2.2, 20));
    }

    [Fact]
    public void Two_by_two_spins_are_done_by_hand()
    {
        // Two configurations of energy -8, two of 8 and twelve of 0; magnetisation 4 for the first, 2 for eight of the last, 0 for the others.
        double low = 2 * Math.Exp(8 / 3.0), high = 2 * Math.Exp(-8 / 3.0), z = low + high + 12;
        var all = new IsingEnumeration(2);
        all.Energy(3).ShouldBe(-2 * (low - high) / z, 1e-15);
        all.AbsoluteMagnetisation(3).ShouldBe((low + 8 * 0.5) / z, 1e-15);
        all.Mean(3, (_, magnetisation) => magnetisation * magnetisation).ShouldBe((low + 8 * 0.25) / z, 1e-15);
    }

    [Fact]
    public void Hot_spins_are_independent()
    {
        // Of nine coins: the mean of |heads - tails| / 9 is C(8, 4) / 2^8.
        new IsingEnumeration(3).AbsoluteMagnetisation(1e9).ShouldBe(70 / 256.0, 1e-8);
        new IsingEnumeration(5).Mean(1, (_, _) => 1).ShouldBe(1, 1e-15);
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => IsingExact.Energy(0)).ParamName.ShouldBe("temperature");
        Should.Throw<ArgumentOutOfRangeException>(() => IsingExact.Magnetisation(double.NaN)).ParamName.ShouldBe("temperature");
        Should.Throw<ArgumentOutOfRangeException>(() => IsingExact.Energy(2, 1)).ParamName.ShouldBe("side");
        Should.Throw<ArgumentOutOfRangeException>(() => new IsingEnumeration(6)).ParamName.ShouldBe("side");
        Should.Throw<ArgumentOutOfRangeException>(() => new IsingEnumeration(2).Energy(-1)).ParamName.ShouldBe("temperature");
    }
}
