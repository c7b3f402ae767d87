using MathNet.Numerics.LinearAlgebra;

namespace Course.Decomposition;

/// <summary>Eigenvalues and eigenvectors of a symmetric matrix: C = S diag(values) S^T.</summary>
/// <param name="Values">Length p; real, largest first.</param>
/// <param name="Vectors">p x p; orthonormal columns, in the order of the values.</param>
public sealed record SymmetricEigen(Vector<double> Values, Matrix<double> Vectors)
{
    /// <summary>Solves the eigenproblem and puts the pairs into descending order of the eigenvalues.</summary>
    /// <remarks>
    /// Solvers promise no order: NumPy's eigh ascends, its eig does as it likes. In each vector the entry of largest magnitude is positive.
    /// Small eigenvalues are exact only to rounding of the largest. Cost: O(p³).
    /// </remarks>
    /// <param name="c">p x p, symmetric, finite; it is left as it is.</param>
    /// <exception cref="ArgumentException"><paramref name="c"/> is not square, not symmetric or not finite (the message names the entry).</exception>
    public static SymmetricEigen Descending(Matrix<double> c)
    {
        Guard.Symmetric(c, nameof(c));
        var p = c.RowCount;
        var evd = c.Evd(Symmetricity.Symmetric);
        var ascending = Columns.Of(evd.EigenValues.Real());
        var from = Columns.Of(evd.EigenVectors);

        var order = new int[p];
        for (var k = 0; k < p; k++)
            order[k] = k;
        Array.Sort(order, (a, b) => ascending[a] != ascending[b] ? ascending[b].CompareTo(ascending[a]) : a.CompareTo(b));

        var (values, vectors) = (new double[p], new double[p * p]);
        for (var k = 0; k < p; k++)
        {
            values[k] = ascending[order[k]];
            var vector = vectors.AsSpan(k * p, p);
            from.AsSpan(order[k] * p, p).CopyTo(vector);
            if (Signs.Flips(vector))
                Columns.Scale(-1, vector);
        }
        return new SymmetricEigen(Columns.Vector(values), Columns.Matrix(p, p, vectors));
    }
}
