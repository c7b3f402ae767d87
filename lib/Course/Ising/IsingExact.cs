namespace Course.Ising;

/// <summary>What is known exactly about the two-dimensional Ising model without a field; energies are in units of J, temperatures of J/k_B.</summary>
public static class IsingExact
{
    /// <summary>The temperature below which the infinite lattice is magnetised: T_c = 2 / ln(1 + √2) = 2.2691853...</summary>
    /// <remarks>H. Kramers and G. Wannier, Phys. Rev. 60 (1941) 252.</remarks>
    public static double CriticalTemperature { get; } = 2 / Math.Log(1 + Math.Sqrt(2));

    /// <summary>Energy per spin of the infinite lattice.</summary>
    /// <remarks>L. Onsager, Phys. Rev. 65 (1944) 117: e = -coth(2K) [1 + (2/π) (2 tanh²(2K) - 1) K₁(κ)] with K = 1/T, κ = 2 sinh(2K) / cosh²(2K) and K₁ the
    /// complete elliptic integral of the first kind, here by the arithmetic-geometric mean.</remarks>
    /// <param name="temperature">Greater than 0.</param>
    /// <returns>-2 at temperature 0, -√2 at the critical one, 0 at infinity.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="temperature"/> is not a finite number greater than 0.</exception>
    public static double Energy(double temperature)
    {
        Guard.Positive(temperature, nameof(temperature));
        var tanh = Math.Tanh(2 / temperature);
        // 1 - κ² is the square of this; K₁ = π / (2 agm(1, |complement|)), infinite at T_c, where the product is 0 all the same.
        var complement = 2 * tanh * tanh - 1;
        return -(1 + (complement == 0 ? 0 : complement / ArithmeticGeometricMean(1, Math.Abs(complement)))) / tanh;
    }

    /// <summary>Magnetisation per spin of the infinite lattice, in a field that has vanished: (1 - sinh(2/T)^-4)^(1/8) below T_c, and 0 above.</summary>
    /// <remarks>C. Yang, Phys. Rev. 85 (1952) 808.</remarks>
    /// <inheritdoc cref="Energy(double)" path="/param"/>
    /// <inheritdoc cref="Energy(double)" path="/exception"/>
    public static double Magnetisation(double temperature)
    {
        Guard.Positive(temperature, nameof(temperature));
        return temperature < CriticalTemperature ? Math.Pow(1 - Math.Pow(Math.Sinh(2 / temperature), -4), 0.125) : 0;
    }

    /// <summary>Energy per spin of a finite lattice with periodic boundaries.</summary>
    /// <remarks>
    /// B. Kaufman, Phys. Rev. 76 (1949) 1232, as in A. Ferdinand and M. Fisher, Phys. Rev. 185 (1969) 832: Z = ½ (2 sinh 2K)^(L²/2) (Z₁ + Z₂ + Z₃ + Z₄), where Z₁ and
    /// Z₃ are the products of 2 cosh(L γ_l / 2) over the odd and over the even l from 0 to 2L - 1, Z₂ and Z₄ those of 2 sinh(L γ_l / 2); cosh γ_l = cosh 2K
    /// coth 2K - cos(π l / L), and γ_0 = 2K + ln tanh K. The energy is -d ln Z / dK over L². Cost: O(L).
    /// </remarks>
    /// <param name="temperature">Greater than 0.</param>
    /// <param name="side">Sites along an edge, L, 2 to 4096.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter lies outside what is said above.</exception>
    public static double Energy(double temperature, int side)
    {
        Guard.Positive(temperature, nameof(temperature));
        IsingChain.CheckedSide(side, nameof(side));
        var k = 1 / temperature;
        if (k > 100)
            return -2; // To all digits, and exponentials would overflow.
        var (cosh, sinh) = (Math.Cosh(2 * k), Math.Sinh(2 * k));

        // Logarithms of the products and their derivatives with respect to K: [0] cosh odd, [1] sinh odd, [2] cosh even, [3] sinh even without l = 0.
        Span<double> log = stackalloc double[4], slope = stackalloc double[4];
        log.Clear();
        slope.Clear();
        for (var l = 1; l < 2 * side; l++)
        {
            var gamma = Math.Acosh(cosh * cosh / sinh - Math.Cos(Math.PI * l / side));
            var x = side * gamma / 2;
            var dx = side * cosh * (1 - 1 / (sinh * sinh)) / Math.Sinh(gamma);
            var pair = 2 * (1 - l % 2);
            log[pair] += x + Math.Log(1 + Math.Exp(-2 * x));
            slope[pair] += dx * Math.Tanh(x);
            log[pair + 1] += x + Math.Log(1 - Math.Exp(-2 * x));
            slope[pair + 1] += dx / Math.Tanh(x);
        }
        // γ_0 changes its sign at T_c, and with it Z₄.
        var x0 = side * (2 * k + Math.Log(Math.Tanh(k))) / 2;
        var dx0 = side * (1 + 1 / sinh);
        log[2] += Math.Abs(x0) + Math.Log(1 + Math.Exp(-2 * Math.Abs(x0)));
        slope[2] += dx0 * Math.Tanh(x0);

        var largest = Math.Max(log[0], log[2]);
        double z = 0, dz = 0;
        for (var i = 0; i < 3; i++)
        {
            var share = Math.Exp(log[i] - largest);
            z += share;
            dz += share * slope[i];
        }
        var (rising, falling) = (Math.Exp(log[3] - largest + x0), Math.Exp(log[3] - largest - x0));
        z += rising - falling;
        dz += (rising - falling) * slope[3] + (rising + falling) * dx0;
        return -(cosh / sinh + dz / z / ((double)side * side));
    }

    private static double ArithmeticGeometricMean(double a, double b)
    {
        while (Math.Abs(a - b) > 1e-15 * a)
            (a, b) = ((a + b) / 2, Math.Sqrt(a * b));
        return a;
    }
}
