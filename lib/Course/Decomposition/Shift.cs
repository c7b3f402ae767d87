using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Decomposition;

/// <summary>Moves every sample by the same vector.</summary>
internal static class Shift
{
    /// <summary>x + sign * offset in every row, as a new matrix.</summary>
    public static Matrix<double> By(Matrix<double> x, Vector<double> offset, int sign)
    {
        var (n, from, to) = (x.RowCount, Columns.Of(x), new double[x.RowCount * x.ColumnCount]);
        for (var j = 0; j < x.ColumnCount; j++)
            TensorPrimitives.Add(from.AsSpan(j * n, n), sign * offset[j], to.AsSpan(j * n, n));
        return Columns.Matrix(n, x.ColumnCount, to);
    }
}
