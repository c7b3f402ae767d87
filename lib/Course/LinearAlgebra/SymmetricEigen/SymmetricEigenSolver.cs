using System.Numerics;
using System.Numerics.Tensors;

namespace Course.LinearAlgebra;

/// <summary>Eigenvalues and eigenvectors of a dense symmetric matrix of float or double.</summary>
/// <remarks>
/// The way of LAPACK's syevd: <see cref="Tridiagonalisation"/>, <see cref="DivideAndConquer{T}"/>, and back. Backward stable: the pairs are exact for a
/// matrix that differs from A by a small multiple of n eps |A|, and V^T V differs from I by as little. Small eigenvalues are exact only to rounding of the
/// largest. The results are the same to the last bit for every number of threads.
/// </remarks>
internal static class SymmetricEigenSolver
{
    /// <summary>All eigenvalues, and the eigenvectors of the largest.</summary>
    /// <remarks>Cost: 2/3 n³ multiply-adds for T, at most 2/3 n³ for its vectors, n² count for those of A. Memory: four matrices like A.</remarks>
    /// <param name="n">Rows and columns of A.</param>
    /// <param name="a">A, n x n by columns, finite; the lower triangle is read.</param>
    /// <param name="values">Gets the n eigenvalues, ascending.</param>
    /// <param name="vectors">Gets orthonormal eigenvectors for the last <paramref name="count"/> of the values, in their order: n x count by columns.</param>
    /// <param name="count">How many vectors are wanted, from 0 to n.</param>
    /// <param name="progress">Told how far the tridiagonal form is.</param>
    /// <param name="cancellationToken">Stops between its steps, and before the vectors.</param>
    /// <exception cref="ArgumentException">A holds NaN or infinity, or a length does not fit.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static void Solve<T>(
        int n, ReadOnlySpan<T> a, Span<T> values, Span<T> vectors, int count, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        if (count < 0 || count > n)
            throw new ArgumentOutOfRangeException(nameof(count), count, Guard.Text($"The number of vectors should be between 0 and n = {n}."));
        Length(a.Length, (long)n * n, nameof(a));
        Length(values.Length, n, nameof(values));
        Length(vectors.Length, (long)n * count, nameof(vectors));
        if (n == 0)
            return;

        // With the largest entry near 1, no square of an entry that matters leaves the range of T.
        var largest = T.Zero;
        for (var j = 0; j < n; j++)
            largest = T.Max(largest, T.Abs(TensorPrimitives.MaxMagnitude(a.Slice(j * n + j, n - j))));
        if (!T.IsFinite(largest))
            throw new ArgumentException(Guard.Text($"{nameof(a)} holds {largest}; every entry should be a finite number."), nameof(a));
        var unit = Rounding<T>.ToUnit(largest);
        using var scratch = new Scratch<T>(n * n);
        var work = scratch.Span;
        for (var j = 0; j < n; j++)
            TensorPrimitives.Multiply(a.Slice(j * n + j, n - j), unit, work[(j * n + j)..]);

        var (diagonal, offDiagonal) = (new T[n], new T[n - 1]);
        Tridiagonalisation.Reduce(n, work, diagonal, offDiagonal, progress, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        if (count == 0)
        {
            ImplicitQl.Solve<T>(diagonal, offDiagonal, [], 0, 0);
            diagonal.AsSpan().Sort();
            diagonal.CopyTo(values);
        }
        else
        {
            using (var tridiagonal = new DivideAndConquer<T>(diagonal, offDiagonal))
                tridiagonal.Solve(values, vectors, count);
            cancellationToken.ThrowIfCancellationRequested();
            Tridiagonalisation.Apply(n, work, vectors, count);
        }
        TensorPrimitives.Divide(values, unit, values);
    }

    private static void Length(int length, long expected, string name)
    {
        if (length != expected)
            throw new ArgumentException(Guard.Text($"{name} holds {length} numbers; it should hold {expected}."), name);
    }
}
