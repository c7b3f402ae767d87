using System.Numerics;
using System.Runtime.CompilerServices;
using Simd.Vectors;

namespace Simd.Functions;

/// <summary>exp(x).</summary>
internal readonly struct Exp<T> : IFunction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Invoke<TVector>(TVector x)
        where TVector : unmanaged, IVector<TVector, T> => Exponential<T>.Exp(x);
}

/// <summary>x.</summary>
internal readonly struct Identity<T> : IFunction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Invoke<TVector>(TVector x)
        where TVector : unmanaged, IVector<TVector, T> => x;
}

/// <summary>max(x, 0), NaN staying NaN.</summary>
internal readonly struct Relu<T> : IFunction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Invoke<TVector>(TVector x)
        where TVector : unmanaged, IVector<TVector, T> => TVector.Select(x, TVector.Zero, TVector.Zero, x);
}

/// <summary>1 / (1 + exp(-x)), written with exp(-|x|) so that neither side loses digits.</summary>
internal readonly struct Sigmoid<T> : IFunction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Invoke<TVector>(TVector x)
        where TVector : unmanaged, IVector<TVector, T>
    {
        TVector one = TVector.Create(T.One);
        TVector e = Exponential<T>.Exp(x | TVector.Create(T.NegativeZero));
        return TVector.Select(x, TVector.Zero, e, one) / (one + e);
    }
}

/// <summary>tanh(|x|) = e / (e + 2), e = exp(2|x|) - 1; the sign is put back at the end.</summary>
internal readonly struct Tanh<T> : IFunction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Invoke<TVector>(TVector x)
        where TVector : unmanaged, IVector<TVector, T>
    {
        TVector sign = x & TVector.Create(T.NegativeZero);
        TVector magnitude = x & TVector.Create(Constant<T>.Bits(0x7FFF_FFFF, 0x7FFF_FFFF_FFFF_FFFF));
        // Beyond this the result is 1.
        TVector last = TVector.Create(Constant<T>.Of(10f, 20.0));
        magnitude = TVector.AtMost(last, magnitude);
        TVector e = Exponential<T>.ExpMinusOne(magnitude + magnitude);
        return (e / (e + TVector.Create(Constant<T>.Of(2.0)))) | sign;
    }
}

/// <summary>x for x > 0, else exp(x) - 1.</summary>
internal readonly struct Elu<T> : IFunction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Invoke<TVector>(TVector x)
        where TVector : unmanaged, IVector<TVector, T> =>
        TVector.Select(TVector.Zero, x, x, NegativeBranch(x));

    /// <summary>exp(x) - 1 for x &lt;= 0; of no meaning elsewhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TVector NegativeBranch<TVector>(TVector x)
        where TVector : unmanaged, IVector<TVector, T>
    {
        // Below this the result is -1.
        TVector last = TVector.Create(Constant<T>.Of(-20f, -40.0));
        return Exponential<T>.ExpMinusOne(TVector.AtLeast(last, x));
    }
}

/// <summary>Scaled ELU (Klambauer et al. 2017, Self-Normalizing Neural Networks).</summary>
internal readonly struct Selu<T> : IFunction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double Scale = 1.0507009873554804934;
    private const double Alpha = 1.6732632423543772848;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Invoke<TVector>(TVector x)
        where TVector : unmanaged, IVector<TVector, T>
    {
        TVector negative = TVector.Create(Constant<T>.Of(Scale * Alpha)) * Elu<T>.NegativeBranch(x);
        return TVector.Select(TVector.Zero, x, TVector.Create(Constant<T>.Of(Scale)) * x, negative);
    }
}

/// <summary>log(1 + exp(x)) = max(x, 0) + log(1 + exp(-|x|)).</summary>
internal readonly struct Softplus<T> : IFunction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Invoke<TVector>(TVector x)
        where TVector : unmanaged, IVector<TVector, T> =>
        Relu<T>.Invoke(x) + Logarithm<T>.LogOnePlus(Exponential<T>.Exp(x | TVector.Create(T.NegativeZero)));
}
