namespace Course.Decomposition;

/// <summary>Singular values and leading right singular vectors of a matrix, by the cheaper of two ways that is accurate enough.</summary>
internal static class LeadingSvd
{
    private const int Large = 100_000;
    private const double SmallestSafeShare = 1e-7;

    /// <summary>All min(rows, columns) singular values and the first <paramref name="wanted"/> right singular vectors.</summary>
    /// <remarks>
    /// A large matrix is multiplied by its transpose, on its shorter side, and that is diagonalised: matrix products do most of the work. Squaring
    /// costs half of the digits of small singular values, so this stands only where the last one wanted is more than about 1/3000 of the first, its
    /// relative error then below about 1e-9, and those left out do not all vanish beside it; otherwise, and for small matrices, it is Golub and
    /// Kahan's SVD.
    /// </remarks>
    /// <param name="a">rows x columns, column after column; left as it is.</param>
    /// <param name="rows">1 or more.</param>
    /// <param name="columns">1 or more.</param>
    /// <param name="wanted">1 to min(rows, columns).</param>
    /// <param name="progress">Told how far the decomposition is.</param>
    /// <param name="cancellationToken">Stops between its steps.</param>
    /// <returns>The singular values, largest first, and columns x wanted right singular vectors by columns.</returns>
    public static (double[] S, double[] V) RightVectors(
        double[] a, int rows, int columns, int wanted, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        if ((long)rows * columns > Large && BySquare(a, rows, columns, wanted, progress, cancellationToken) is { } result)
            return result;
        var (_, s, v) = GolubKahanSvd.Thin(a, rows, columns, left: false, progress: progress, cancellationToken: cancellationToken);
        return (s, v[..(columns * wanted)]);
    }

    /// <summary>The singular values above a bound, and their right singular vectors.</summary>
    /// <inheritdoc cref="RightVectors" path="/remarks"/>
    /// <param name="a">rows x columns, column after column; left as it is.</param>
    /// <param name="rows">1 or more.</param>
    /// <param name="columns">1 or more.</param>
    /// <param name="bound">The bound, well above rounding.</param>
    /// <param name="progress">Told how far the decomposition is.</param>
    /// <param name="cancellationToken">Stops between its steps.</param>
    /// <returns>The values, largest first, and columns x (number of values) vectors by columns.</returns>
    public static (double[] S, double[] V) Above(
        double[] a, int rows, int columns, double bound, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        if ((long)rows * columns > Large && rows >= columns)
        {
            var (s, v) = Square(a, rows, columns, columns, progress, cancellationToken);
            var count = CountAbove(s, bound);
            // Nothing between what counts and rounding: the squares were accurate enough.
            if (count > 0 && s[count - 1] * s[count - 1] > SmallestSafeShare * s[0] * s[0])
                return (s[..count], v[..(columns * count)]);
        }
        var (_, singular, vectors) = GolubKahanSvd.Thin(a, rows, columns, left: false, progress: progress, cancellationToken: cancellationToken);
        var above = CountAbove(singular, bound);
        return (singular[..above], vectors[..(columns * above)]);
    }

    private static int CountAbove(double[] s, double bound)
    {
        var count = 0;
        while (count < s.Length && s[count] > bound)
            count++;
        return count;
    }

    private static (double[] S, double[] V)? BySquare(
        double[] a, int rows, int columns, int wanted, IProgress<FitProgress>? progress, CancellationToken cancellationToken)
    {
        var (s, leading) = Square(a, rows, columns, wanted, progress, cancellationToken);
        var safe = SmallestSafeShare * s[0] * s[0];
        var rest = s.AsSpan(wanted);
        if (!(s[wanted - 1] * s[wanted - 1] > safe) || (rest.Length > 0 && !(Columns.Dot(rest, rest) > safe)))
            return null;
        if (rows >= columns)
            return (s, leading);
        // V = A^T U / S, its rounding put right by one more orthonormalisation.
        var x = Columns.Matrix(rows, columns, a);
        return (s, Columns.Of(TallBasis.Orthonormal(Product.TransposedTimes(x, Columns.Matrix(rows, wanted, leading)))));
    }

    // Roots of the eigenvalues of A^T A or A A^T, whichever is smaller, and its first eigenvectors.
    private static (double[] Roots, double[] Vectors) Square(
        double[] a, int rows, int columns, int wanted, IProgress<FitProgress>? progress, CancellationToken cancellationToken)
    {
        var size = Math.Min(rows, columns);
        var square = new double[size * size];
        if (rows < columns)
            Product.GramOfRows(a, rows, columns, square);
        else
            Product.Gram(a, rows, columns, square);
        var eigen = SymmetricEigen.Descending(Columns.Matrix(size, size, square), wanted, progress, cancellationToken);
        return (Array.ConvertAll(Columns.Of(eigen.Values), value => Math.Sqrt(Math.Max(0, value))), Columns.Of(eigen.Vectors));
    }
}
