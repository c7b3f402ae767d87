using System.Numerics;
using Simd.Kernels;
using Simd.Tests.Support;

namespace Simd.Tests;

public class ElementwiseSingleTests : ElementwiseTests<float>;

public class ElementwiseDoubleTests : ElementwiseTests<double>;

public abstract class ElementwiseTests<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private delegate void Function(ReadOnlySpan<T> x, Span<T> y);

    private static readonly Dictionary<string, Function> Functions = new()
    {
        ["exp"] = Elementwise.Exp,
        ["tanh"] = Elementwise.Tanh,
        ["sigmoid"] = Elementwise.Sigmoid,
        ["relu"] = Elementwise.Relu,
        ["elu"] = Elementwise.Elu,
        ["selu"] = Elementwise.Selu,
        ["softplus"] = Elementwise.Softplus,
    };

    [Theory]
    [MemberData(nameof(TestData.Functions), MemberType = typeof(TestData))]
    public void Every_family_gives_the_bits_of_the_scalar_twin_at_every_length(string name)
    {
        Function function = Functions[name];
        T[] numbers = [.. Numbers<T>.Random(60, 7, 20), T.Zero, T.NegativeZero, T.NaN, T.PositiveInfinity, T.NegativeInfinity, T.Epsilon, T.One];
        foreach (KernelFamily family in Enum.GetValues<KernelFamily>())
        {
            for (int length = 0; length <= numbers.Length; length++)
            {
                foreach (bool atStart in new[] { false, true })
                {
                    using Guarded<T> x = new(length, atStart), y = new(length, atStart);
                    numbers.AsSpan(numbers.Length - length).CopyTo(x.Span);
                    var twin = new T[length];
                    using (new Settings(KernelFamily.Scalar))
                        function(x.Span, twin);
                    using var settings = new Settings(family);
                    function(x.Span, y.Span);
                    SameBits(twin, y.Span).ShouldBeTrue($"{family}, length {length}");
                    function(x.Span, x.Span);
                    SameBits(twin, x.Span).ShouldBeTrue($"{family}, length {length}, in place");
                }
            }
        }
    }

    private static bool SameBits(ReadOnlySpan<T> a, ReadOnlySpan<T> b)
    {
        for (int i = 0; i < a.Length; i++)
        {
            // Any NaN is as good as another.
            if (!(T.IsNaN(a[i]) && T.IsNaN(b[i])) && (a[i] != b[i] || T.IsNegative(a[i]) != T.IsNegative(b[i])))
                return false;
        }
        return true;
    }

    [Theory]
    [InlineData("exp", 1.0)]
    [InlineData("tanh", 3.0)]
    [InlineData("sigmoid", 2.0)]
    [InlineData("elu", 2.0)]
    [InlineData("selu", 3.0)]
    [InlineData("softplus", 3.0)]
    public void The_error_stays_below_the_stated_ulp(string name, double allowed)
    {
        double largest = typeof(T) == typeof(float) ? 87 : 708;
        var arguments = new List<double>();
        var random = new Random(11);
        for (int i = 0; i < 4000; i++)
        {
            arguments.Add(largest * (2 * random.NextDouble() - 1));
            arguments.Add(3 * (2 * random.NextDouble() - 1));
            arguments.Add((random.Next(2) * 2 - 1) * Math.Exp(-30 * random.NextDouble()));
            arguments.Add(Math.Exp(largest * (2 * random.NextDouble() - 1)));
        }
        T[] x = [.. arguments.Select(Numbers<T>.Of)];
        x = [.. x.Where(v => double.CreateTruncating(T.Abs(v)) <= largest)];
        var y = new T[x.Length];
        Functions[name](x, y);
        double worst = 0;
        for (int i = 0; i < x.Length; i++)
        {
            DoubleDouble exact = Exact(name, double.CreateTruncating(x[i]));
            T nearest = T.Abs(T.CreateTruncating((double)exact));
            if (T.IsSubnormal(nearest) || nearest == T.Zero)
                continue;
            double ulp = double.CreateTruncating(T.BitIncrement(nearest) - nearest);
            double error = Math.Abs((double)(exact - double.CreateTruncating(y[i]))) / ulp;
            // NaN stays.
            worst = Math.Max(worst, error);
        }
        (worst <= allowed).ShouldBeTrue($"{worst} ulp");
    }

    private static DoubleDouble Exact(string name, double x) => name switch
    {
        "exp" => DoubleDouble.ExpNormal(x),
        "tanh" => Math.Abs(x) > 40 ? Math.Sign(x) : DoubleDouble.ExpMinusOne(2 * x) / (DoubleDouble.ExpMinusOne(2 * x) + 2),
        "sigmoid" => DoubleDouble.ExpNormal(Math.Min(x, 0)) / (DoubleDouble.ExpNormal(-Math.Abs(x)) + 1),
        "elu" => x > 0 ? x : DoubleDouble.ExpMinusOne(x),
        "selu" => (x > 0 ? x : DoubleDouble.ExpMinusOne(x) * 1.6732632423543772848) * 1.0507009873554804934,
        _ => LogOnePlus(DoubleDouble.ExpNormal(-Math.Abs(x))) + Math.Max(x, 0),
    };

    private static DoubleDouble LogOnePlus(DoubleDouble y)
    {
        if (y.Hi > 1e-2)
            return DoubleDouble.Log(y + 1);
        DoubleDouble sum = 0, power = y;
        for (int k = 1; k <= 16; k++, power *= -y)
            sum += power / k;
        return sum;
    }

    [Fact]
    public void Special_values_are_those_of_the_functions()
    {
        T max = Numbers<T>.Of(typeof(T) == typeof(float) ? float.MaxValue : double.MaxValue);
        Values("exp", T.Zero, T.One, T.NegativeInfinity, T.Zero, T.PositiveInfinity, T.PositiveInfinity, -max, T.Zero, max, T.PositiveInfinity);
        Values("tanh", T.Zero, T.Zero, T.NegativeZero, T.NegativeZero, T.PositiveInfinity, T.One, T.NegativeInfinity, -T.One, max, T.One, -max, -T.One);
        Values("sigmoid", T.Zero, Numbers<T>.Of(0.5), T.PositiveInfinity, T.One, T.NegativeInfinity, T.Zero, max, T.One);
        Values("relu", -T.One, T.Zero, T.One, T.One, T.NegativeInfinity, T.Zero, T.PositiveInfinity, T.PositiveInfinity);
        Values("elu", T.Zero, T.Zero, T.NegativeInfinity, -T.One, T.PositiveInfinity, T.PositiveInfinity, max, max);
        Values("softplus", T.NegativeInfinity, T.Zero, T.PositiveInfinity, T.PositiveInfinity, max, max);
        foreach (string name in Functions.Keys)
            Values(name, T.NaN, T.NaN);
    }

    private static void Values(string name, params T[] pairs)
    {
        for (int i = 0; i < pairs.Length; i += 2)
        {
            T[] y = [pairs[i]];
            Functions[name](y, y);
            SameBits([pairs[i + 1]], y).ShouldBeTrue($"{name}({pairs[i]}) = {y[0]}, should be {pairs[i + 1]}");
        }
    }

    [Fact]
    public void Exp_underflows_through_the_subnormal_numbers()
    {
        double low = typeof(T) == typeof(float) ? -103 : -744;
        double high = typeof(T) == typeof(float) ? -88 : -709;
        double smallest = double.CreateTruncating(T.Epsilon);
        for (double at = low; at < high; at += 0.25)
        {
            T[] y = [Numbers<T>.Of(at)];
            Elementwise.Exp<T>(y, y);
            (DoubleDouble mantissa, int power) = DoubleDouble.Exp(at);
            double exact = Math.ScaleB(mantissa.Hi, power);
            // One unit of the subnormal numbers, or of the result where it is normal.
            Numbers<T>.Within(y[0], exact, Math.Max(smallest, 2 * Numbers<T>.Unit * exact));
        }
    }

    [Fact]
    public void Apply_is_the_function_of_that_name()
    {
        T[] x = Numbers<T>.Random(37, 1, 5);
        T[] byName = new T[37], byValue = new T[37];
        foreach (Activation activation in Enum.GetValues<Activation>())
        {
            Elementwise.Apply(activation, x, byValue);
            if (activation == Activation.None)
                x.CopyTo(byName, 0);
            else
                Functions[activation.ToString().ToLowerInvariant()](x, byName);
            byValue.ShouldBe(byName);
        }
        Should.Throw<ArgumentOutOfRangeException>(() => Elementwise.Apply<T>((Activation)99, x, x));
    }

    [Fact]
    public void Different_lengths_and_shifted_overlap_are_turned_away()
    {
        var x = new T[8];
        Should.Throw<ArgumentException>(() => Elementwise.Exp<T>(x, x.AsSpan(1))).Message.ShouldContain("x holds 8 numbers and y 7");
        Should.Throw<ArgumentException>(() => Elementwise.Exp<T>(x.AsSpan(0, 4), x.AsSpan(1, 4))).Message.ShouldContain("overlap");
    }
}
