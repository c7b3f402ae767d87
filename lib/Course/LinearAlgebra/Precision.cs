using System.Numerics;

namespace Course.LinearAlgebra;

/// <summary>Where squares and products are near underflow or overflow, for float or double.</summary>
internal static class Precision<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A sum of squares above this one has lost nothing to underflow.</summary>
    public static readonly T SmallSquare = typeof(T) == typeof(float) ? T.CreateChecked(1e-24) : T.CreateChecked(1e-250);

    /// <summary>A sum of squares below this one has not come near overflow.</summary>
    public static readonly T LargeSquare = typeof(T) == typeof(float) ? T.CreateChecked(1e30) : T.CreateChecked(1e250);

    /// <summary>Products of numbers above this one lose nothing to underflow.</summary>
    public static readonly T SmallEntry = typeof(T) == typeof(float) ? T.CreateChecked(1e-8) : T.CreateChecked(1e-80);

    /// <summary>Sums of products of numbers below this one do not come near overflow.</summary>
    public static readonly T LargeEntry = typeof(T) == typeof(float) ? T.CreateChecked(1e8) : T.CreateChecked(1e80);

    /// <summary>Numbers below this one are brought into range by 2^<see cref="TinyShift"/> before they are squared and divided.</summary>
    public static readonly T Tiny = typeof(T) == typeof(float) ? T.CreateChecked(1e-30) : T.CreateChecked(1e-280);

    /// <summary>The power of two that does it, for the smallest subnormal number too.</summary>
    public static readonly int TinyShift = typeof(T) == typeof(float) ? 126 : 900;
}
