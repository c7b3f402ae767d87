using MathNet.Numerics.LinearAlgebra;
using Simd;

namespace Course;

/// <summary>Products of matrices, straight on the processor's multipliers and without a check for what is known to fit.</summary>
/// <remarks>Math.NET stores matrices column after column. The result is the same to the last bit whatever the number of threads.</remarks>
internal static class Product
{
    /// <summary>A B.</summary>
    /// <param name="a">m x k.</param>
    /// <param name="b">k x n.</param>
    /// <returns>m x n.</returns>
    public static Matrix<double> Of(Matrix<double> a, Matrix<double> b) => Multiply(Transpose.No, a, Transpose.No, b);

    /// <summary>A^T B.</summary>
    /// <param name="a">k x m.</param>
    /// <param name="b">k x n.</param>
    /// <returns>m x n.</returns>
    public static Matrix<double> TransposedTimes(Matrix<double> a, Matrix<double> b) => Multiply(Transpose.Yes, a, Transpose.No, b);

    /// <summary>A B^T.</summary>
    /// <param name="a">m x k.</param>
    /// <param name="b">n x k.</param>
    /// <returns>m x n.</returns>
    public static Matrix<double> TimesTransposed(Matrix<double> a, Matrix<double> b) => Multiply(Transpose.No, a, Transpose.Yes, b);

    /// <summary>A^T A of a matrix stored by columns: half of a product's work, and exactly symmetric.</summary>
    /// <param name="a">rows x columns.</param>
    /// <param name="rows">1 or more.</param>
    /// <param name="columns">1 or more.</param>
    /// <param name="gram">columns x columns.</param>
    public static void Gram(ReadOnlySpan<double> a, int rows, int columns, Span<double> gram) =>
        // Column after column, A is A^T row after row.
        Blas.Syrk(Triangle.Both, Transpose.No, columns, rows, 1, a, rows, 0, gram, columns);

    /// <summary>A A^T of a matrix stored by columns, exactly symmetric.</summary>
    /// <param name="a">rows x columns.</param>
    /// <param name="rows">1 or more.</param>
    /// <param name="columns">1 or more.</param>
    /// <param name="gram">rows x rows.</param>
    public static void GramOfRows(ReadOnlySpan<double> a, int rows, int columns, Span<double> gram) =>
        Blas.Syrk(Triangle.Both, Transpose.Yes, rows, columns, 1, a, rows, 0, gram, rows);

    private static Matrix<double> Multiply(Transpose turnA, Matrix<double> a, Transpose turnB, Matrix<double> b)
    {
        var (m, k) = turnA == Transpose.Yes ? (a.ColumnCount, a.RowCount) : (a.RowCount, a.ColumnCount);
        var n = turnB == Transpose.Yes ? b.RowCount : b.ColumnCount;
        var c = new double[m * n];
        Blas.GemmColumnMajor(turnA, turnB, m, n, k, 1, Columns.Of(a), a.RowCount, Columns.Of(b), b.RowCount, 0, c, m);
        return Columns.Matrix(m, n, c);
    }
}
