namespace Simd;

/// <summary>The part of a square matrix that a routine reads or writes; the diagonal belongs to each.</summary>
public enum Triangle
{
    /// <summary>Row index >= column index.</summary>
    Lower,

    /// <summary>Row index &lt;= column index.</summary>
    Upper,

    /// <summary>The whole matrix: computed once, then mirrored.</summary>
    Both,
}
