using MathNet.Numerics.LinearAlgebra;

namespace Course.Decomposition;

/// <summary>The thin singular value decomposition X = U S V^T, with r = min(n, p) singular values.</summary>
/// <remarks>
/// The full decomposition would append n - p columns to U which nothing multiplies: for 10,000 x 2 numbers, 800 MB of them.
/// </remarks>
/// <param name="U">n x r; orthonormal columns, the left singular vectors.</param>
/// <param name="S">Length r; the singular values, largest first, none negative.</param>
/// <param name="Vt">r x p; orthonormal rows, the right singular vectors (V transposed, as NumPy returns it).</param>
public sealed record ThinSvd(Matrix<double> U, Vector<double> S, Matrix<double> Vt)
{
    /// <summary>Decomposes a matrix; it is not centred first.</summary>
    /// <remarks>
    /// Bidiagonalisation, then divide and conquer (Gu and Eisenstat 1995), up to 25 singular values implicit QR sweeps (Golub and Kahan 1965, Demmel and Kahan 1990).
    /// In each row of Vt the entry of largest magnitude is positive, and U's column follows. Cost: O(n p min(n, p)), nearly all of it in matrix products.
    /// </remarks>
    /// <param name="x">n x p, finite; it is left as it is.</param>
    /// <param name="progress">Told how far it is; of up to 25 singular values nothing, they are found at once.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <exception cref="ArgumentException"><paramref name="x"/> is empty or holds NaN or infinity (the message names the first such entry).</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static ThinSvd Of(Matrix<double> x, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        Guard.Design(x, nameof(x));
        var (n, p) = (x.RowCount, x.ColumnCount);
        var (u, s, v) = GolubKahanSvd.Thin(Columns.Of(x), n, p, progress: progress, cancellationToken: cancellationToken);
        var r = s.Length;
        ChooseSigns(u, n, v, p, r);
        return new ThinSvd(Columns.Matrix(n, r, u), Columns.Vector(s), Columns.Matrix(r, p, Columns.Transposed(v, p, r)));
    }

    /// <summary>The product of the factors, from the <paramref name="rank"/> largest singular values: the best approximation of that rank.</summary>
    /// <param name="rank">1 to r.</param>
    /// <returns>n x p.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rank"/> is not in that range.</exception>
    public Matrix<double> Rebuild(int rank)
    {
        if (rank < 1 || rank > S.Count)
            throw new ArgumentOutOfRangeException(nameof(rank), Guard.Text($"rank is {rank}; it should lie between 1 and {S.Count}."));
        var scaled = U.SubMatrix(0, U.RowCount, 0, rank);
        for (var k = 0; k < rank; k++)
            scaled.SetColumn(k, scaled.Column(k) * S[k]);
        return scaled * Vt.SubMatrix(0, rank, 0, Vt.ColumnCount);
    }

    /// <summary>Makes the entry of largest magnitude in each of the first r columns of v positive; u's columns follow.</summary>
    internal static void ChooseSigns(double[] u, int n, double[] v, int p, int r)
    {
        for (var k = 0; k < r; k++)
        {
            if (!Signs.Flips(v.AsSpan(k * p, p)))
                continue;
            Columns.Scale(-1, v.AsSpan(k * p, p));
            Columns.Scale(-1, u.AsSpan(k * n, n));
        }
    }
}
