namespace TorchSharp;

/// <summary>Functions that .NET's generic mathematics lacks or loses digits in.</summary>
internal static class SpecialFunctions
{
    internal static T Logistic<T>(T x) where T : unmanaged, IFloatingPointIeee754<T> => T.One / (T.One + T.Exp(-x));

    /// <summary>log(1 + x) without loss near 0 (W. Kahan's correction of log(u) for the rounding of u = 1 + x).</summary>
    internal static T Log1p<T>(T x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var u = T.One + x;
        if (u == T.One) return x;
        return T.IsPositiveInfinity(u) ? u : T.Log(u) * (x / (u - T.One));
    }

    /// <summary>e^x - 1 without loss near 0 (Kahan's companion to <see cref="Log1p"/>).</summary>
    internal static T Expm1<T>(T x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var u = T.Exp(x);
        if (u == T.One) return x;
        var less = u - T.One;
        if (less == -T.One || T.IsInfinity(u)) return less;
        return less * (x / T.Log(u));
    }

    /// <summary>The standard normal distribution function.</summary>
    internal static T Normal<T>(T x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        double z = double.CreateTruncating(x);
        return T.CreateTruncating(0.5 * Erfc(-z * 0.70710678118654752440));
    }

    internal static T Erf<T>(T x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        double z = double.CreateTruncating(x);
        return T.CreateTruncating(Math.Abs(z) < 2 ? ErfSeries(z) : 1 - Erfc(z));
    }

    /// <summary>2/sqrt(pi) sum of (-1)^n x^(2n+1) / (n! (2n+1)), in the form with positive terms (Abramowitz and Stegun 7.1.6).</summary>
    private static double ErfSeries(double x)
    {
        double term = x, sum = x;
        for (int n = 1; n < 200; n++)
        {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
            if (Math.Abs(term) <= 1e-17 * Math.Abs(sum)) break;
        }
        return 1.12837916709551257390 * Math.Exp(-x * x) * sum;
    }

    /// <summary>1 - erf(x): the series near 0, else Laplace's continued fraction (Abramowitz and Stegun 7.1.14).</summary>
    private static double Erfc(double x)
    {
        if (x < 2) return x < -2 ? 2 - Erfc(-x) : 1 - ErfSeries(x);
        if (x > 27) return 0;
        double fraction = x;
        for (int k = 120; k > 0; k--) fraction = x + 0.5 * k / fraction;
        return Math.Exp(-x * x) / (fraction * 1.77245385090551602730);
    }
}
