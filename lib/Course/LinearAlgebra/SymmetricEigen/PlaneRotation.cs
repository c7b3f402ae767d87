using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Course.LinearAlgebra;

/// <summary>Rotation of the plane (Givens): [c s; -s c].</summary>
internal static class PlaneRotation
{
    /// <summary>The rotation that takes (f, g) to (r, 0); the identity for (0, 0).</summary>
    public static (T C, T S, T R) Onto<T>(T f, T g)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (g == T.Zero)
            return (T.One, T.Zero, f);
        var size = T.Max(T.Abs(f), T.Abs(g));
        if (size >= Rounding<T>.SafeToSquare)
        {
            var r = T.Sqrt(f * f + g * g);
            return (f / r, g / r, r);
        }
        var unit = Rounding<T>.ToUnit(size);
        var (x, y) = (f * unit, g * unit);
        var length = T.Sqrt(x * x + y * y);
        return (x / length, y / length, length / unit);
    }

    /// <summary>Turns two columns in their plane: (a, b) becomes (c a + s b, c b - s a).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply<T>(Span<T> a, Span<T> b, T c, T s)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        b = b[..a.Length];
        var va = MemoryMarshal.Cast<T, Vector256<T>>(a);
        var vb = MemoryMarshal.Cast<T, Vector256<T>>(b)[..va.Length];
        var (vc, vs) = (Vector256.Create(c), Vector256.Create(s));
        for (var k = 0; k < va.Length; k++)
            (va[k], vb[k]) = (vc * va[k] + vs * vb[k], vc * vb[k] - vs * va[k]);
        for (var i = va.Length * Vector256<T>.Count; i < a.Length; i++)
            (a[i], b[i]) = (c * a[i] + s * b[i], c * b[i] - s * a[i]);
    }
}
