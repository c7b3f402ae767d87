using System.Numerics;

namespace Simd.Gemm;

/// <summary>
/// One thread's share of a product: a block of C, with the panels of A and B that make it.
/// </summary>
internal unsafe struct GemmBlock<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Extent of the block of C.</summary>
    internal int Rows, Columns;

    /// <summary>Steps of the sum.</summary>
    internal int Steps;

    /// <summary>A: the first panel, the distance between panels, between rows and between steps.</summary>
    internal T* A;
    internal nint APanel, ARow, AStep;

    /// <summary>The last panel of A if it has fewer than the tile's rows: packed, filled up with zeros.</summary>
    internal T* ARagged;

    /// <summary>B: the first panel, the distance between panels and between steps.</summary>
    internal T* B;
    internal nint BPanel, BStep;

    /// <summary>The last panel of B if it has fewer than the tile's columns: packed, filled up with zeros.</summary>
    internal T* BRagged;

    /// <summary>The block's first element and the distance between rows.</summary>
    internal T* C;
    internal nint CRow;

    /// <summary>C = Alpha * sum + Beta * C.</summary>
    internal T Alpha, Beta;

    /// <summary>Which part of the whole C is wanted.</summary>
    internal Triangle Part;

    /// <summary>Row of the block's first element in the whole C, less its column: places the diagonal.</summary>
    internal nint RowLessColumn;

    /// <summary>Whether this is the last block of steps, after which bias and activation are due.</summary>
    internal bool Finish;

    /// <summary>The bias of the block's columns, or null.</summary>
    internal T* Bias;

    internal Activation Activation;
}
