namespace Simd.Tests.Support;

/// <summary>A number of about 31 digits, the unevaluated sum of two doubles (Dekker 1971): the reference for double.</summary>
internal readonly record struct DoubleDouble(double Hi, double Lo)
{
    /// <summary>log(2).</summary>
    public static readonly DoubleDouble Log2 = new(0.6931471805599453, 2.3190468138462996e-17);

    public static implicit operator DoubleDouble(double value) => new(value, 0);

    public static DoubleDouble operator -(DoubleDouble a) => new(-a.Hi, -a.Lo);

    public static DoubleDouble operator -(DoubleDouble a, DoubleDouble b) => a + (-b);

    public static DoubleDouble operator +(DoubleDouble a, DoubleDouble b)
    {
        DoubleDouble s = TwoSum(a.Hi, b.Hi), t = TwoSum(a.Lo, b.Lo);
        DoubleDouble u = Normalise(s.Hi, s.Lo + t.Hi);
        return Normalise(u.Hi, u.Lo + t.Lo);
    }

    public static DoubleDouble operator *(DoubleDouble a, DoubleDouble b)
    {
        double p = a.Hi * b.Hi;
        double e = Math.FusedMultiplyAdd(a.Hi, b.Hi, -p) + (a.Hi * b.Lo + a.Lo * b.Hi);
        return Normalise(p, e);
    }

    public static DoubleDouble operator /(DoubleDouble a, DoubleDouble b)
    {
        double q1 = a.Hi / b.Hi;
        DoubleDouble r = a - b * q1;
        double q2 = r.Hi / b.Hi;
        r -= b * q2;
        return Normalise(q1, q2) + r.Hi / b.Hi;
    }

    public static explicit operator double(DoubleDouble a) => a.Hi + a.Lo;

    /// <summary>exp(x) as mantissa and power of two, so that it neither overflows nor loses digits.</summary>
    public static (DoubleDouble Mantissa, int Power) Exp(DoubleDouble x)
    {
        int n = (int)Math.Round(x.Hi / Log2.Hi);
        DoubleDouble r = (x - Log2 * n) * (1.0 / 256);
        // exp(r) - 1 by its series, then squared eight times as (1 + s)^2 - 1 = s (2 + s).
        DoubleDouble sum = 0, term = 1;
        for (int k = 1; k <= 12; k++)
        {
            term = term * r / k;
            sum += term;
        }
        for (int i = 0; i < 8; i++)
            sum *= sum + 2;
        return (sum + 1, n);
    }

    /// <summary>exp(x) for results within the normal range.</summary>
    public static DoubleDouble ExpNormal(DoubleDouble x)
    {
        (DoubleDouble m, int p) = Exp(x);
        return new(Math.ScaleB(m.Hi, p), Math.ScaleB(m.Lo, p));
    }

    /// <summary>exp(x) - 1: its series near 0, where the difference would lose digits.</summary>
    public static DoubleDouble ExpMinusOne(DoubleDouble x)
    {
        if (Math.Abs(x.Hi) > 0.3)
            return ExpNormal(x) - 1;
        DoubleDouble sum = 0, term = 1;
        for (int k = 1; k <= 24; k++)
        {
            term = term * x / k;
            sum += term;
        }
        return sum;
    }

    /// <summary>log(x) by two Newton steps on exp(y) = x.</summary>
    public static DoubleDouble Log(DoubleDouble x)
    {
        DoubleDouble y = Math.Log(x.Hi);
        for (int i = 0; i < 2; i++)
            y = y + x * ExpNormal(-y) - 1;
        return y;
    }

    private static DoubleDouble TwoSum(double a, double b)
    {
        double s = a + b, v = s - a;
        return new(s, (a - (s - v)) + (b - v));
    }

    private static DoubleDouble Normalise(double hi, double lo)
    {
        double s = hi + lo;
        return new(s, lo - (s - hi));
    }
}
