namespace Simd;

/// <summary>Whether an operand enters as it is stored or transposed.</summary>
public enum Transpose
{
    /// <summary>op(A) = A.</summary>
    No,

    /// <summary>op(A) = A^T.</summary>
    Yes,
}
