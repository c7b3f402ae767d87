using System.Numerics;

namespace Simd.Gemm;

/// <summary>
/// A micro-kernel: computes one small tile of C, Rows x Columns, that lives in registers while k runs.
/// </summary>
/// <remarks>
/// Both operands may be packed or lie where the caller left them; only the strides differ. Element (r, k) of A is
/// a[r * aRow + k * aStep]; row k of B is the contiguous run at b + k * bStep.
/// The result is C = alpha * sum + beta * C, and C is not read when beta = 0.
/// Each element is summed over k in order, one multiply-add a step, so its bits do not depend on the tile's shape or place.
/// </remarks>
internal unsafe interface ITile<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Rows of the tile.</summary>
    static abstract int Rows { get; }

    /// <summary>Columns of the tile: a whole number of registers.</summary>
    static abstract int Columns { get; }

    /// <summary>Columns of the narrow tile: one register.</summary>
    static abstract int NarrowColumns { get; }

    /// <summary>Computes a tile of Rows x Columns.</summary>
    static abstract void Multiply(nint k, T* a, nint aRow, nint aStep, T* b, nint bStep, T* c, nint cRow, T alpha, T beta);

    /// <summary>Computes a tile of Rows x NarrowColumns.</summary>
    static abstract void MultiplyNarrow(nint k, T* a, nint aRow, nint aStep, T* b, nint bStep, T* c, nint cRow, T alpha, T beta);
}
