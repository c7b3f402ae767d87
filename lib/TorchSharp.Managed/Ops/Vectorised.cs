namespace TorchSharp;

/// <summary>Loops over three spans, a vector at a time, for formulas that <see cref="TensorPrimitives"/> does not have.</summary>
internal static class Vectorised
{
    internal interface IFormula<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        static abstract Vector<T> Many(Vector<T> u, Vector<T> v, Vector<T> a, Vector<T> b);

        static abstract T One(T u, T v, T a, T b);
    }

    /// <summary>y = formula(u, v; a, b). y may be u or v.</summary>
    internal static void Run<T, TFormula>(ReadOnlySpan<T> u, ReadOnlySpan<T> v, Span<T> y, T a, T b)
        where T : unmanaged, IFloatingPointIeee754<T> where TFormula : struct, IFormula<T>
    {
        if (u.Length < y.Length || v.Length < y.Length) throw new ArgumentException("the operands are shorter than the result");
        var (va, vb) = (new Vector<T>(a), new Vector<T>(b));
        ref var ru = ref MemoryMarshal.GetReference(u);
        ref var rv = ref MemoryMarshal.GetReference(v);
        ref var ry = ref MemoryMarshal.GetReference(y);
        int i = 0;
        for (; i <= y.Length - Vector<T>.Count; i += Vector<T>.Count)
            TFormula.Many(Vector.LoadUnsafe(ref ru, (nuint)i), Vector.LoadUnsafe(ref rv, (nuint)i), va, vb).StoreUnsafe(ref ry, (nuint)i);
        for (; i < y.Length; i++) y[i] = TFormula.One(u[i], v[i], a, b);
    }

    internal interface IBlend<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        static abstract Vector<T> Many(Vector<T> u, Vector<T> v, Vector<T> y);

        static abstract T One(T u, T v, T y);
    }

    /// <summary>y = blend(u, v, y).</summary>
    internal static void Run<T, TBlend>(ReadOnlySpan<T> u, ReadOnlySpan<T> v, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T> where TBlend : struct, IBlend<T>
    {
        if (u.Length < y.Length || v.Length < y.Length) throw new ArgumentException("the operands are shorter than the result");
        ref var ru = ref MemoryMarshal.GetReference(u);
        ref var rv = ref MemoryMarshal.GetReference(v);
        ref var ry = ref MemoryMarshal.GetReference(y);
        int i = 0;
        for (; i <= y.Length - Vector<T>.Count; i += Vector<T>.Count)
            TBlend.Many(Vector.LoadUnsafe(ref ru, (nuint)i), Vector.LoadUnsafe(ref rv, (nuint)i), Vector.LoadUnsafe(ref ry, (nuint)i)).StoreUnsafe(ref ry, (nuint)i);
        for (; i < y.Length; i++) y[i] = TBlend.One(u[i], v[i], y[i]);
    }

    /// <summary>u is the target, v log(1 - x) and y log x.</summary>
    internal readonly struct CrossEntropy<T> : IBlend<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static Vector<T> Many(Vector<T> u, Vector<T> v, Vector<T> y) => (u - Vector<T>.One) * v - u * y;

        public static T One(T u, T v, T y) => (u - T.One) * v - u * y;
    }

    /// <summary>u is x, v the target, a the factor and b the least that x (1 - x) counts as.</summary>
    internal readonly struct CrossEntropySlope<T> : IFormula<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static Vector<T> Many(Vector<T> u, Vector<T> v, Vector<T> a, Vector<T> b) => a * (u - v) / Vector.Max(u * (Vector<T>.One - u), b);

        public static T One(T u, T v, T a, T b) => a * (u - v) / T.Max(u * (T.One - u), b);
    }

    /// <summary>u is x, v the target and a the factor.</summary>
    internal readonly struct SquareSlope<T> : IFormula<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static Vector<T> Many(Vector<T> u, Vector<T> v, Vector<T> a, Vector<T> b) => a * (u - v);

        public static T One(T u, T v, T a, T b) => a * (u - v);
    }

    /// <summary>u is x and v is e^min(x, 0).</summary>
    internal readonly struct Elu<T> : IFormula<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static Vector<T> Many(Vector<T> u, Vector<T> v, Vector<T> a, Vector<T> b) =>
            b * Vector.ConditionalSelect(Vector.GreaterThan(u, Vector<T>.Zero), u, a * (v - Vector<T>.One));

        public static T One(T u, T v, T a, T b) => b * (u > T.Zero ? u : a * (v - T.One));
    }

    /// <summary>u is the gradient and v is f(x).</summary>
    internal readonly struct EluSlope<T> : IFormula<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static Vector<T> Many(Vector<T> u, Vector<T> v, Vector<T> a, Vector<T> b) =>
            u * Vector.ConditionalSelect(Vector.GreaterThan(v, Vector<T>.Zero), b, v + a * b);

        public static T One(T u, T v, T a, T b) => u * (v > T.Zero ? b : v + a * b);
    }

    /// <summary>The product of u and v, stretched by a and moved by b.</summary>
    internal readonly struct Scaled<T> : IFormula<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static Vector<T> Many(Vector<T> u, Vector<T> v, Vector<T> a, Vector<T> b) => u * v * a + b;

        public static T One(T u, T v, T a, T b) => u * v * a + b;
    }

    internal readonly struct LeakyRelu<T> : IFormula<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static Vector<T> Many(Vector<T> u, Vector<T> v, Vector<T> a, Vector<T> b) =>
            Vector.ConditionalSelect(Vector.GreaterThan(u, Vector<T>.Zero), u, u * a);

        public static T One(T u, T v, T a, T b) => u > T.Zero ? u : u * a;
    }

    internal readonly struct LeakyReluSlope<T> : IFormula<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static Vector<T> Many(Vector<T> u, Vector<T> v, Vector<T> a, Vector<T> b) =>
            Vector.ConditionalSelect(Vector.GreaterThan(v, Vector<T>.Zero), u, u * a);

        public static T One(T u, T v, T a, T b) => v > T.Zero ? u : u * a;
    }

    internal readonly struct ReluSlope<T> : IFormula<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static Vector<T> Many(Vector<T> u, Vector<T> v, Vector<T> a, Vector<T> b) =>
            Vector.ConditionalSelect(Vector.GreaterThan(v, Vector<T>.Zero), u, Vector<T>.Zero);

        public static T One(T u, T v, T a, T b) => v > T.Zero ? u : T.Zero;
    }

    internal readonly struct TanhSlope<T> : IFormula<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static Vector<T> Many(Vector<T> u, Vector<T> v, Vector<T> a, Vector<T> b) => u * (Vector<T>.One - v * v);

        public static T One(T u, T v, T a, T b) => u * (T.One - v * v);
    }

    internal readonly struct SigmoidSlope<T> : IFormula<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static Vector<T> Many(Vector<T> u, Vector<T> v, Vector<T> a, Vector<T> b) => u * (v * (Vector<T>.One - v));

        public static T One(T u, T v, T a, T b) => u * (v * (T.One - v));
    }
}
