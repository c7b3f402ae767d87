using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Benchmarks.Running;

/// <summary>The most multiplications and additions that the machine does in a second, measured: the ceiling for every matrix product.</summary>
/// <remarks>Chains of fused multiply-adds in registers, enough of them that none waits for another; nothing is read from memory.</remarks>
internal static class FmaPeak
{
    private const int Steps = 4_000_000;
    private const int Chains = 12;

    /// <summary>Operations a second on one thread, the best of several short runs.</summary>
    /// <param name="single">Single precision instead of double.</param>
    public static double OneThread(bool single)
    {
        double lanes = (Vector512.IsHardwareAccelerated ? 64 : Vector256.IsHardwareAccelerated ? 32 : 16) / (single ? 4 : 8);
        var best = double.PositiveInfinity;
        for (var run = 0; run < 8; run++)
        {
            best = Math.Min(best, Timing.Of(() => single ? Chain<float>(Steps, 0.5f, 1f) : Chain<double>(Steps, 0.5, 1), 1).Seconds);
        }
        return 2 * lanes * Chains * Steps / best;
    }

    private static bool Chain<T>(int steps, T factor, T summand)
        where T : unmanaged => Vector512.IsHardwareAccelerated
            ? Run512(steps, Vector512.Create(factor), Vector512.Create(summand))
            : Vector256.IsHardwareAccelerated
                ? Run256(steps, Vector256.Create(factor), Vector256.Create(summand))
                : Run128(steps, Vector128.Create(factor), Vector128.Create(summand));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Run512<T>(int steps, Vector512<T> f, Vector512<T> s)
    {
        Vector512<T> a = s, b = s, c = s, d = s, e = s, g = s, h = s, i = s, j = s, k = s, l = s, m = s;
        for (var n = 0; n < steps; n++)
        {
            a = Fma(a, f, s); b = Fma(b, f, s); c = Fma(c, f, s); d = Fma(d, f, s);
            e = Fma(e, f, s); g = Fma(g, f, s); h = Fma(h, f, s); i = Fma(i, f, s);
            j = Fma(j, f, s); k = Fma(k, f, s); l = Fma(l, f, s); m = Fma(m, f, s);
        }
        return Vector512.EqualsAll(a + b + c + d + e + g, h + i + j + k + l + m);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Run256<T>(int steps, Vector256<T> f, Vector256<T> s)
    {
        Vector256<T> a = s, b = s, c = s, d = s, e = s, g = s, h = s, i = s, j = s, k = s, l = s, m = s;
        for (var n = 0; n < steps; n++)
        {
            a = Fma(a, f, s); b = Fma(b, f, s); c = Fma(c, f, s); d = Fma(d, f, s);
            e = Fma(e, f, s); g = Fma(g, f, s); h = Fma(h, f, s); i = Fma(i, f, s);
            j = Fma(j, f, s); k = Fma(k, f, s); l = Fma(l, f, s); m = Fma(m, f, s);
        }
        return Vector256.EqualsAll(a + b + c + d + e + g, h + i + j + k + l + m);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Run128<T>(int steps, Vector128<T> f, Vector128<T> s)
    {
        Vector128<T> a = s, b = s, c = s, d = s, e = s, g = s, h = s, i = s, j = s, k = s, l = s, m = s;
        for (var n = 0; n < steps; n++)
        {
            a = Fma(a, f, s); b = Fma(b, f, s); c = Fma(c, f, s); d = Fma(d, f, s);
            e = Fma(e, f, s); g = Fma(g, f, s); h = Fma(h, f, s); i = Fma(i, f, s);
            j = Fma(j, f, s); k = Fma(k, f, s); l = Fma(l, f, s); m = Fma(m, f, s);
        }
        return Vector128.EqualsAll(a + b + c + d + e + g, h + i + j + k + l + m);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Fma<T>(Vector512<T> x, Vector512<T> f, Vector512<T> s) => typeof(T) == typeof(float)
        ? Vector512.FusedMultiplyAdd(x.AsSingle(), f.AsSingle(), s.AsSingle()).As<float, T>()
        : Vector512.FusedMultiplyAdd(x.AsDouble(), f.AsDouble(), s.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> Fma<T>(Vector256<T> x, Vector256<T> f, Vector256<T> s) => typeof(T) == typeof(float)
        ? Vector256.FusedMultiplyAdd(x.AsSingle(), f.AsSingle(), s.AsSingle()).As<float, T>()
        : Vector256.FusedMultiplyAdd(x.AsDouble(), f.AsDouble(), s.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> Fma<T>(Vector128<T> x, Vector128<T> f, Vector128<T> s) => typeof(T) == typeof(float)
        ? Vector128.FusedMultiplyAdd(x.AsSingle(), f.AsSingle(), s.AsSingle()).As<float, T>()
        : Vector128.FusedMultiplyAdd(x.AsDouble(), f.AsDouble(), s.AsDouble()).As<double, T>();
}
