namespace Course.Tests.LinearAlgebra;

/// <summary>The sizes at which products and decompositions are tested: 1, and around the widths of registers and blocks.</summary>
public static class MatrixSizes
{
    /// <summary>Rows, columns and terms of products.</summary>
    public static TheoryData<int, int, int> Products => new()
    {
        { 1, 1, 1 }, { 2, 2, 2 }, { 3, 1, 7 }, { 1, 9, 8 }, { 8, 7, 1 }, { 7, 8, 9 }, { 31, 33, 2 }, { 64, 3, 65 }, { 33, 129, 31 }, { 65, 64, 129 },
    };

    /// <summary>Square matrices.</summary>
    public static TheoryData<int> Orders => [1, 2, 3, 7, 8, 9, 31, 33, 64, 65, 129];

    /// <summary>No more columns than rows.</summary>
    public static TheoryData<int, int> TallShapes => new()
    {
        { 1, 1 }, { 2, 1 }, { 3, 2 }, { 8, 7 }, { 9, 9 }, { 33, 8 }, { 64, 9 }, { 65, 64 }, { 129, 65 }, { 300, 3 },
    };

    /// <summary>Any shape.</summary>
    public static TheoryData<int, int> Shapes => new()
    {
        { 1, 1 }, { 1, 5 }, { 5, 1 }, { 2, 2 }, { 3, 2 }, { 7, 7 }, { 8, 8 }, { 9, 8 }, { 24, 24 }, { 25, 25 }, { 26, 26 }, { 31, 33 }, { 33, 31 },
        { 49, 49 }, { 50, 50 }, { 64, 65 }, { 129, 129 }, { 129, 65 }, { 40, 300 }, { 300, 40 },
    };
}
