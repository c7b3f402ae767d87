namespace Simd;

/// <summary>On which side of the unknown the triangular matrix stands.</summary>
public enum Side
{
    /// <summary>op(A) X = alpha B.</summary>
    Left,

    /// <summary>X op(A) = alpha B.</summary>
    Right,
}
