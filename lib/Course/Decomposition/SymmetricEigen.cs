using Course.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Decomposition;

/// <summary>Eigenvalues and eigenvectors of a symmetric matrix: C = S diag(values) S^T.</summary>
/// <param name="Values">Length p; real, largest first.</param>
/// <param name="Vectors">p x p; orthonormal columns, in the order of the values. p x count if only so many were asked for.</param>
public sealed record SymmetricEigen(Vector<double> Values, Matrix<double> Vectors)
{
    /// <summary>Solves the eigenproblem; the pairs come in descending order of the eigenvalues.</summary>
    /// <remarks>
    /// Solvers promise no order: NumPy's eigh ascends, its eig does as it likes. In each vector the entry of largest magnitude is positive.
    /// Small eigenvalues are exact only to rounding of the largest. Cost: O(p³), about half of it for the vectors.
    /// </remarks>
    /// <param name="c">p x p, symmetric, finite; it is left as it is.</param>
    /// <param name="count">How many vectors are wanted, 1 to p; default: all.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <exception cref="ArgumentException"><paramref name="c"/> is not square, not symmetric or not finite (the message names the entry), or
    /// <paramref name="count"/> is not between 1 and p.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static SymmetricEigen Descending(
        Matrix<double> c, int? count = null, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        Guard.Symmetric(c, nameof(c));
        var p = c.RowCount;
        var wanted = count ?? p;
        if (wanted < 1 || wanted > p)
            throw new ArgumentOutOfRangeException(nameof(count), Guard.Text($"{nameof(count)} is {wanted}; the number of vectors should be between 1 and {p}."));
        var (values, vectors) = (new double[p], new double[p * wanted]);
        SymmetricEigenSolver.Solve(p, Columns.Of(c), values.AsSpan(), vectors, wanted, progress, cancellationToken);

        // Largest first: the values turn round, and so do the columns, two by two.
        Array.Reverse(values);
        var spare = new double[p];
        for (var (k, l) = (0, wanted - 1); k < l; k++, l--)
        {
            var first = vectors.AsSpan(k * p, p);
            var last = vectors.AsSpan(l * p, p);
            first.CopyTo(spare);
            last.CopyTo(first);
            spare.CopyTo(last);
        }
        for (var k = 0; k < wanted; k++)
            if (Signs.Flips(vectors.AsSpan(k * p, p)))
                Columns.Scale(-1, vectors.AsSpan(k * p, p));
        return new SymmetricEigen(Columns.Vector(values), Columns.Matrix(p, wanted, vectors));
    }
}
