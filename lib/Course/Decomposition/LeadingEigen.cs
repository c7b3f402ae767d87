using Course.Statistics;
using Simd;

namespace Course.Decomposition;

/// <summary>The few largest eigenvalues of a symmetric matrix, and their eigenvectors.</summary>
/// <remarks>
/// <para>
/// Block Lanczos with full reorthogonalisation and thick restarts (J. Cullum and W. E. Donath 1974; K. Wu and H. Simon, SIAM J. Matrix Anal. Appl. 22
/// (2000) 602): the Krylov space of a small random block is grown, the matrix is diagonalised within it, and the growth ends when the residuals |A v
/// - λ v| are as small as rounding. A block finds eigenvalues that coincide, which one vector alone would not.
/// </para>
/// <para>A small matrix, or a large part of the spectrum, is left to the dense solver: O(n³) instead of O(n² steps).</para>
/// </remarks>
internal static class LeadingEigen
{
    private const int DenseSize = 200;
    private const double Tolerance = 1e-12;
    private const int MostRestarts = 40;

    /// <summary>The <paramref name="count"/> algebraically largest eigenvalues.</summary>
    /// <param name="a">n x n by columns, exactly symmetric, finite; left as it is.</param>
    /// <param name="n">Size.</param>
    /// <param name="count">1 to n.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <returns>The values, largest first, and n x count eigenvectors by columns, each with its largest entry positive.</returns>
    public static (double[] Values, double[] Vectors) Largest(double[] a, int n, int count, CancellationToken cancellationToken = default)
    {
        if (n <= DenseSize || count > n / 15)
            return Dense(a, n, count);
        if (Lanczos(a, n, count, cancellationToken) is not { } pairs)
            return Dense(a, n, count);
        for (var k = 0; k < count; k++)
            if (Signs.Flips(pairs.Vectors.AsSpan(k * n, n)))
                Columns.Scale(-1, pairs.Vectors.AsSpan(k * n, n));
        return pairs;
    }

    private static (double[] Values, double[] Vectors) Dense(double[] a, int n, int count)
    {
        var eigen = SymmetricEigen.Descending(Columns.Matrix(n, n, a), count);
        return (Columns.Of(eigen.Values)[..count], Columns.Of(eigen.Vectors));
    }

    // Nothing where the residuals have not become small, which takes eigenvalues that crowd together.
    private static (double[] Values, double[] Vectors)? Lanczos(double[] a, int n, int count, CancellationToken cancellationToken)
    {
        var block = count + 1;
        var most = Math.Min(n, Math.Max(10 * block, 60)) / block * block;
        var basis = new double[n * (most + block)];
        var projected = new double[most * most];
        var random = new NumPyRandom(0);
        for (var i = 0; i < n * block; i++)
            basis[i] = random.NextStandardNormal();
        Orthonormalise(basis, n, 0, block, random);

        var size = 0;
        for (var restart = 0; restart < MostRestarts; restart++)
        {
            var coupling = new double[block * block];
            while (size + block <= most)
            {
                cancellationToken.ThrowIfCancellationRequested();
                // The next block is A times the last one, less its part inside the basis, which is the projected matrix.
                Multiply(a, n, basis, size, block);
                for (var j = size; j < size + block; j++)
                    for (var i = 0; i < size + block; i++)
                        projected[j * most + i] = projected[i * most + j] = Columns.Dot(Column(basis, n, i), Column(basis, n, j + block));
                size += block;
                coupling = Orthonormalise(basis, n, size, block, random);
                // Looking costs about as much as a step, so only every other time.
                if (size / block % 2 == 0 && size + block <= most)
                    continue;

                var (values, vectors) = Ritz(projected, most, size);
                if (Residual(coupling, vectors, size, block, count) <= Tolerance * Math.Max(Math.Abs(values[0]), Math.Abs(values[^1])))
                    return (values[..count], Combine(basis, n, vectors, size, count));
            }

            // Start again from the best part of the space, which keeps what has been learnt, and the block that would have come next.
            var (kept, ritz) = Ritz(projected, most, size);
            var keep = Math.Min(3 * block, size - block);
            Combine(basis, n, ritz, size, keep).CopyTo(basis, 0);
            basis.AsSpan(size * n, block * n).CopyTo(basis.AsSpan(keep * n));
            Array.Clear(projected);
            for (var k = 0; k < keep; k++)
                projected[k * most + k] = kept[k];
            size = keep;
        }
        return null;
    }

    // Columns size + block ... = A times columns size .... One column after the other, for each product reads only half of A, as fast as it arrives.
    // What is below the diagonal by columns is above it by rows.
    private static void Multiply(double[] a, int n, double[] basis, int size, int block)
    {
        for (var k = size; k < size + block; k++)
            Blas.Symv(Triangle.Upper, n, 1, a, n, Column(basis, n, k), 0, basis.AsSpan((k + block) * n, n));
    }

    // Makes columns start ... start + count - 1 orthonormal to all before them and to each other. Returns the count x count triangular factor R by
    // columns. Twice is enough (B. N. Parlett, The Symmetric Eigenvalue Problem, ch. 6).
    private static double[] Orthonormalise(double[] basis, int n, int start, int count, NumPyRandom random)
    {
        var factor = new double[count * count];
        for (var j = start; j < start + count; j++)
        {
            var column = basis.AsSpan(j * n, n);
            var before = Math.Sqrt(Columns.Dot(column, column));
            for (var pass = 0; pass < 2; pass++)
            {
                for (var i = 0; i < j; i++)
                {
                    var part = Columns.Dot(Column(basis, n, i), column);
                    Columns.AddScaled(-part, Column(basis, n, i), column);
                    if (i >= start)
                        factor[(j - start) * count + i - start] += part;
                }
            }
            var norm = Math.Sqrt(Columns.Dot(column, column));
            if (norm > 1e-14 * before)
            {
                factor[(j - start) * count + j - start] = norm;
                Columns.Scale(1 / norm, column);
                continue;
            }
            // Inside the span of the others what is left is rounding: go on with a new direction, which couples to nothing.
            foreach (ref var value in column)
                value = random.NextStandardNormal();
            for (var pass = 0; pass < 2; pass++)
                for (var i = 0; i < j; i++)
                    Columns.AddScaled(-Columns.Dot(Column(basis, n, i), column), Column(basis, n, i), column);
            Columns.Scale(1 / Math.Sqrt(Columns.Dot(column, column)), column);
        }
        return factor;
    }

    private static (double[] Values, double[] Vectors) Ritz(double[] projected, int leading, int size)
    {
        var matrix = new double[size * size];
        for (var j = 0; j < size; j++)
            projected.AsSpan(j * leading, size).CopyTo(matrix.AsSpan(j * size));
        var eigen = SymmetricEigen.Descending(Columns.Matrix(size, size, matrix));
        return (Columns.Of(eigen.Values), Columns.Of(eigen.Vectors));
    }

    // |A v - λ v| of a Ritz vector is the coupling R times the vector's last block.
    private static double Residual(double[] coupling, double[] vectors, int size, int block, int count)
    {
        var largest = 0.0;
        for (var k = 0; k < count; k++)
        {
            var squares = 0.0;
            for (var i = 0; i < block; i++)
            {
                var entry = 0.0;
                for (var j = i; j < block; j++)
                    entry += coupling[j * block + i] * vectors[k * size + size - block + j];
                squares += entry * entry;
            }
            largest = Math.Max(largest, Math.Sqrt(squares));
        }
        return largest;
    }

    private static double[] Combine(double[] basis, int n, double[] weights, int size, int count)
    {
        var combined = new double[n * count];
        for (var k = 0; k < count; k++)
            for (var i = 0; i < size; i++)
                Columns.AddScaled(weights[k * size + i], Column(basis, n, i), combined.AsSpan(k * n, n));
        return combined;
    }

    private static ReadOnlySpan<double> Column(double[] basis, int n, int column) => basis.AsSpan(column * n, n);
}
