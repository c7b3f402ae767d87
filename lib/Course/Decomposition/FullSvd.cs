using Course.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Decomposition;

/// <summary>The full singular value decomposition X = U S V^T: U and V are square, and complete each other's bases by the null spaces.</summary>
/// <remarks>
/// The columns of U beyond the r = min(n, p) singular values multiply nothing, and U holds n^2 numbers: for 10,000 x 50, 800 MB of which 796 MB are
/// null space. Take <see cref="ThinSvd"/> unless the null space itself is wanted.
/// </remarks>
/// <param name="U">n x n; orthonormal columns. The last n - r are orthogonal to every column of X.</param>
/// <param name="S">Length r; the singular values, largest first, none negative.</param>
/// <param name="Vt">p x p; orthonormal rows. The last p - r are orthogonal to every row of X.</param>
public sealed record FullSvd(Matrix<double> U, Vector<double> S, Matrix<double> Vt)
{
    /// <summary>Decomposes a matrix; it is not centred first.</summary>
    /// <remarks>
    /// As <see cref="ThinSvd.Of"/>, with the same choice of signs; the null space comes from the same reflectors, at a cost of O(n^2 p) more for n > p.
    /// </remarks>
    /// <param name="x">n x p, finite; it is left as it is.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <exception cref="ArgumentException"><paramref name="x"/> is empty or holds NaN or infinity (the message names the first such entry).</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static FullSvd Of(Matrix<double> x, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        Guard.Design(x, nameof(x));
        var (n, p) = (x.RowCount, x.ColumnCount);
        var (u, s, v) = Svd.Decompose(Columns.Of(x), n, p, left: true, right: true, full: true, progress, cancellationToken);
        ThinSvd.ChooseSigns(u, n, v, p, s.Length);
        return new FullSvd(Columns.Matrix(n, n, u), Columns.Vector(s), Columns.Matrix(p, p, Columns.Transposed(v, p, p)));
    }
}
