using System.Numerics;

namespace Course.LinearAlgebra;

/// <summary>What rounding depends on, for float or double.</summary>
internal static class Rounding<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>From 1 to the next number: 2^-23 or 2^-52.</summary>
    public static readonly T Epsilon = T.BitIncrement(T.One) - T.One;

    /// <summary>The smallest number with all its digits: 2^-126 or 2^-1022.</summary>
    public static readonly T SmallestNormal = T.ScaleB(T.One, SmallestExponent);

    /// <summary>Numbers at or above this have squares that keep their digits, even when a rounding error of theirs is squared with them.</summary>
    public static readonly T SafeToSquare = T.Sqrt(SmallestNormal) / Epsilon;

    private static int SmallestExponent => typeof(T) == typeof(float) ? -126 : -1022;

    /// <summary>A power of two that brings <paramref name="largest"/> to [1, 2), as far as there is one; 1 for 0. Scaling by it does not round.</summary>
    public static T ToUnit(T largest) =>
        largest == T.Zero ? T.One : T.ScaleB(T.One, Math.Clamp(-T.ILogB(largest), SmallestExponent, -SmallestExponent));
}
