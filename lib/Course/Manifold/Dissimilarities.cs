using System.Numerics.Tensors;
using Course.Decomposition;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Manifold;

/// <summary>The n x n matrix of distances that multidimensional scaling starts from.</summary>
internal static class Dissimilarities
{
    /// <summary>Euclidean distances between the rows, by columns, exactly symmetric with zeros on the diagonal.</summary>
    public static double[] Between(Matrix<double> x)
    {
        var squares = SquaresBetween(x);
        TensorPrimitives.Sqrt(squares, squares);
        return squares;
    }

    /// <summary>The same, squared.</summary>
    public static double[] SquaresBetween(Matrix<double> x)
    {
        var n = x.RowCount;
        var squares = new SquaredDistances(x).LowerTriangle();
        Symmetry.CopyLowerToUpper(squares, n);
        return squares;
    }

    /// <summary>Checks dissimilarities that were handed in: symmetric, none negative, zeros on the diagonal.</summary>
    public static double[] Checked(Matrix<double> d, string name)
    {
        Guard.Symmetric(d, name);
        var (n, values) = (d.RowCount, (double[])Columns.Of(d).Clone());
        for (var j = 0; j < n; j++)
            for (var i = 0; i < n; i++)
                if (i == j ? values[j * n + i] != 0 : values[j * n + i] < 0)
                    throw new ArgumentException(Guard.Text(
                        $"{name}[{i}, {j}] is {values[j * n + i]}; dissimilarities are 0 on the diagonal and 0 or more elsewhere."), name);
        Symmetry.CopyLowerToUpper(values, n);
        return values;
    }
}
