using MathNet.Numerics.LinearAlgebra;

namespace Course.Decomposition;

/// <summary>The angles between two subspaces: how far one principal subspace, or autoencoder, is from another.</summary>
/// <remarks>
/// The first angle is the smallest between any direction of the one and any of the other; the next is the smallest between directions orthogonal to
/// those; and so on. Å. Björck and G. Golub, Math. Comp. 27 (1973) 579: the cosines are the singular values of Q_a^T Q_b. A cosine near 1 knows
/// nothing of a small angle, so small angles are taken from the sines, the singular values of Q_b - Q_a Q_a^T Q_b (A. Knyazev and M. Argentati, SIAM
/// J. Sci. Comput. 23 (2002) 2008).
/// </remarks>
public static class PrincipalAngles
{
    /// <summary>The angles between the spaces that the columns of two matrices span.</summary>
    /// <param name="a">p x k; finite, its columns linearly independent. Components, one a row, go in as <c>Components.Transpose()</c>.</param>
    /// <param name="b">p x l, likewise.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <returns>min(k, l) angles in radians, 0 to π/2, smallest first. All 0: one space holds the other.</returns>
    /// <exception cref="ArgumentException">The matrices have different numbers of rows, are not finite, or have dependent columns.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Vector<double> Between(Matrix<double> a, Matrix<double> b, CancellationToken cancellationToken = default)
    {
        var (qa, qb) = (Basis(a, nameof(a), cancellationToken), Basis(b, nameof(b), cancellationToken));
        if (a.RowCount != b.RowCount)
            throw new ArgumentException(Guard.Text($"{nameof(b)} has {b.RowCount} rows and {nameof(a)} {a.RowCount}; both should span subspaces of the same space."), nameof(b));
        if (qa.ColumnCount < qb.ColumnCount)
            (qa, qb) = (qb, qa);
        var inner = Product.TransposedTimes(qa, qb);
        var (_, cosines, _) = GolubKahanSvd.Thin(Columns.Of(inner), inner.RowCount, inner.ColumnCount, left: false, right: false, cancellationToken: cancellationToken);
        var rest = qb - qa * inner;
        var (_, sines, _) = GolubKahanSvd.Thin(Columns.Of(rest), rest.RowCount, rest.ColumnCount, left: false, right: false, cancellationToken: cancellationToken);

        var angles = new double[qb.ColumnCount];
        for (var k = 0; k < angles.Length; k++)
        {
            // Cosines fall, sines rise with the angle.
            var (cosine, sine) = (cosines[k], sines[angles.Length - 1 - k]);
            angles[k] = cosine * cosine >= 0.5 ? Math.Asin(Math.Min(1, sine)) : Math.Acos(Math.Clamp(cosine, 0, 1));
        }
        return Columns.Vector(angles);
    }

    private static Matrix<double> Basis(Matrix<double> a, string name, CancellationToken cancellationToken)
    {
        Guard.Design(a, name);
        if (a.ColumnCount > a.RowCount)
            throw new ArgumentException(Guard.Text($"{name} is {a.RowCount} x {a.ColumnCount}; {a.ColumnCount} columns cannot be independent in {a.RowCount} dimensions. Are the components its rows? Then transpose it."), name);
        var (u, s, _) = GolubKahanSvd.Thin(Columns.Of(a), a.RowCount, a.ColumnCount, right: false, cancellationToken: cancellationToken);
        if (!(s[^1] > s[0] * 1e-13 * a.RowCount))
            throw new ArgumentException(Guard.Text($"The columns of {name} are linearly dependent (singular values from {s[0]:g3} to {s[^1]:g3}); leave out those that the others span."), name);
        return Columns.Matrix(a.RowCount, a.ColumnCount, u);
    }
}
