using Course.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Decomposition;

/// <summary>
/// The first singular values and vectors of a matrix, found in a small random subspace: X ≈ U diag(S) V^T.
/// </summary>
/// <remarks>
/// <para>
/// N. Halko, P. G. Martinsson and J. A. Tropp, SIAM Review 53 (2011) 217, algorithms 4.4 and 5.1. A few random combinations of X's columns span
/// nearly the same space as its leading singular vectors; multiplying them by X X^T a few times makes the rest fade; then the SVD of X inside that
/// space is a small problem. Cost: O(n p (k + oversamples)) for each power iteration, all of it matrix products, against O(n p min(n, p)) for the
/// full decomposition. Where that is less work, X^T X or X X^T is formed once, half of O(n p min(n, p)), and multiplied by instead; should the
/// singular values wanted then turn out to reach below 1/10,000 of the first, which squaring would blur, the work is done again without.
/// </para>
/// <para>
/// The random numbers, the number of iterations and the order of operations are those of scikit-learn's <c>randomized_svd</c>, so the same seed gives
/// the same result up to rounding and signs: here the largest entry in each row of V^T is positive. The matrix is not centred: centre it first, and
/// V^T holds the principal components.
/// </para>
/// </remarks>
/// <param name="components">Number of singular values wanted, k >= 1.</param>
/// <param name="oversamples">Random vectors beyond k, 0 or more (default 10); more of them cost little and give accuracy where singular values fall
/// off slowly.</param>
/// <param name="powerIterations">Multiplications by X X^T, 0 or more; by default 7 where k is below a tenth of the smaller side of X, otherwise
/// 4.</param>
/// <param name="normaliser">What keeps the vectors apart between them (default <see cref="PowerNormaliser.Auto"/>).</param>
/// <param name="seed">Seed of the random vectors, 0 to 2^32 - 1 (default 0).</param>
/// <exception cref="ArgumentOutOfRangeException">A parameter lies outside what is said above.</exception>
public sealed class RandomizedSvd(int components, int oversamples = 10, int? powerIterations = null, PowerNormaliser normaliser = PowerNormaliser.Auto, long seed = 0)
{
    private const long Large = 100_000;
    private const double SmallestSafeShare = 1e-4;

    private readonly int _components = Parameter.AtLeast(components, 1, nameof(components), "components");
    private readonly int _oversamples = Parameter.AtLeast(oversamples, 0, nameof(oversamples), "extra vectors");
    private readonly int? _powerIterations = powerIterations is { } count ? Parameter.AtLeast(count, 0, nameof(powerIterations), "power iterations") : null;
    private readonly long _seed = Parameter.Seed(seed, nameof(seed));
    private ThinFactors? _factors;

    /// <summary>Left singular vectors, n x k, orthonormal columns.</summary>
    /// <exception cref="InvalidOperationException">The decomposition is not fitted.</exception>
    public Matrix<double> U => Factors.U;

    /// <summary>Singular values, length k, largest first.</summary>
    /// <inheritdoc cref="U" path="/exception"/>
    public Vector<double> S => Factors.S;

    /// <summary>Right singular vectors, k x p, orthonormal rows.</summary>
    /// <inheritdoc cref="U" path="/exception"/>
    public Matrix<double> Vt => Factors.Vt;

    private ThinFactors Factors => _factors ?? throw Guard.NotFitted(this);

    /// <summary>Decomposes a matrix.</summary>
    /// <param name="x">n x p, finite; it is left as it is.</param>
    /// <param name="progress">Told of each power iteration.</param>
    /// <param name="cancellationToken">Stops between power iterations.</param>
    /// <returns>This decomposition.</returns>
    /// <exception cref="ArgumentException"><paramref name="x"/> is not finite, or has fewer rows or columns than components are wanted.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; the decomposition stays as it was.</exception>
    public RandomizedSvd Fit(Matrix<double> x, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        Guard.Design(x, nameof(x));
        var (n, p) = (x.RowCount, x.ColumnCount);
        if (_components > Math.Min(n, p))
            throw new ArgumentException(Guard.Text($"{nameof(x)} is {n} x {p}, which has {Math.Min(n, p)} singular values; {_components} were asked for."), nameof(x));

        var iterations = _powerIterations ?? (_components < 0.1 * Math.Min(n, p) ? 7 : 4);
        // The square of the shorter side, once formed, takes the place of X in the iterations. It costs as much as so many products with X.
        var vectors = Math.Min(_components + _oversamples, Math.Min(n, p));
        var (u, s, v) = (long)n * p > Large && Math.Min(n, p) < 4L * iterations * vectors && Decompose(x, iterations, vectors, squared: true, progress, cancellationToken) is { } quick
            ? quick
            : Decompose(x, iterations, vectors, squared: false, progress, cancellationToken)!.Value;
        var (us, vs) = (Columns.Of(u), Columns.Of(v));
        for (var k = 0; k < _components; k++)
        {
            if (!Signs.Flips(vs.AsSpan(k * p, p)))
                continue;
            Columns.Scale(-1, vs.AsSpan(k * p, p));
            Columns.Scale(-1, us.AsSpan(k * n, n));
        }
        _factors = new ThinFactors(u, Columns.Vector(s[.._components]), v.Transpose());
        return this;
    }

    // Nothing where X was squared and the last singular value wanted is so small beside the first that half of its digits are lost.
    private (Matrix<double> U, double[] S, Matrix<double> V)? Decompose(
        Matrix<double> x, int iterations, int vectors, bool squared, IProgress<FitProgress>? progress, CancellationToken cancellationToken)
    {
        // A wide matrix is worked on as its transpose, without forming it.
        var wide = x.RowCount < x.ColumnCount;
        Matrix<double> Times(Matrix<double> q, bool transposed) => transposed ? Product.TransposedTimes(x, q) : Product.Of(x, q);
        var between = normaliser != PowerNormaliser.Auto ? normaliser : iterations <= 2 ? PowerNormaliser.None : PowerNormaliser.Lu;
        var q = new NumPyRandom(_seed).StandardNormal(Math.Min(x.RowCount, x.ColumnCount), _components + _oversamples);
        // More vectors than the smaller side of X has would find nothing more.
        if (q.ColumnCount > vectors)
            q = q.SubMatrix(0, q.RowCount, 0, vectors);
        var square = squared ? Square(x) : null;
        for (var iteration = 0; iteration < iterations; iteration++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            q = square is not null
                ? Normalised(Product.Of(square, q), between)
                : Normalised(Times(Normalised(Times(q, transposed: wide), between), transposed: !wide), between);
            progress?.Report(new FitProgress("Power iteration", iteration + 1, iterations));
        }
        cancellationToken.ThrowIfCancellationRequested();
        q = TallBasis.Orthonormal(Times(q, transposed: wide));

        // X = Q (Q^T X) nearly; the SVD of the small factor, then back.
        var small = Times(q, transposed: !wide);
        var (left, s, right) = GolubKahanSvd.Thin(Columns.Of(small), small.RowCount, small.ColumnCount, cancellationToken: cancellationToken);
        if (squared && !(s[_components - 1] > SmallestSafeShare * s[0]))
            return null;
        var inside = Columns.Matrix(small.RowCount, _components, left[..(small.RowCount * _components)]);
        var outside = Product.Of(q, Columns.Matrix(q.ColumnCount, _components, right[..(q.ColumnCount * _components)]));
        return wide ? (inside, s, outside) : (outside, s, inside);
    }

    private static Matrix<double> Square(Matrix<double> x)
    {
        var size = Math.Min(x.RowCount, x.ColumnCount);
        var square = new double[size * size];
        if (x.RowCount < x.ColumnCount)
            Product.GramOfRows(Columns.Of(x), x.RowCount, x.ColumnCount, square);
        else
            Product.Gram(Columns.Of(x), x.RowCount, x.ColumnCount, square);
        return Columns.Matrix(size, size, square);
    }

    /// <summary>Coordinates of samples along the right singular vectors: X V. For the matrix fitted on this is U diag(S).</summary>
    /// <param name="x">m x p, finite.</param>
    /// <returns>A new m x k matrix.</returns>
    /// <exception cref="ArgumentException"><paramref name="x"/> has another number of columns than the data fitted on, or is not finite.</exception>
    /// <inheritdoc cref="U" path="/exception"/>
    public Matrix<double> Transform(Matrix<double> x)
    {
        Guard.Features(x, Vt.ColumnCount, nameof(x));
        return Product.TimesTransposed(x, Vt);
    }

    /// <summary><see cref="Fit"/>, then <see cref="Transform"/> of the same data.</summary>
    /// <inheritdoc cref="Fit" path="/param"/>
    /// <inheritdoc cref="Fit" path="/exception"/>
    public Matrix<double> FitTransform(Matrix<double> x, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Fit(x, progress, cancellationToken).Transform(x);

    /// <summary>The way back: Z V^T.</summary>
    /// <param name="z">m x k, finite.</param>
    /// <returns>A new m x p matrix.</returns>
    /// <exception cref="ArgumentException"><paramref name="z"/> has another number of columns than there are components, or is not
    /// finite.</exception>
    /// <inheritdoc cref="U" path="/exception"/>
    public Matrix<double> InverseTransform(Matrix<double> z)
    {
        Guard.Components(z, S.Count, nameof(z));
        return Product.Of(z, Vt);
    }

    /// <summary>Writes parameters and factors to a JSON file.</summary>
    /// <param name="path">The file; an old one is replaced.</param>
    /// <inheritdoc cref="U" path="/exception"/>
    public void Save(string path) =>
        EstimatorFile.Save(path, typeof(RandomizedSvd), new State(_components, _oversamples, _powerIterations, normaliser, _seed, Factors));

    /// <summary>Reads a decomposition that <see cref="Save"/> has written.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file is damaged or holds something else.</exception>
    public static RandomizedSvd Load(string path)
    {
        var state = EstimatorFile.Load<State>(path, typeof(RandomizedSvd));
        return new RandomizedSvd(state.Components, state.Oversamples, state.PowerIterations, state.Normaliser, state.Seed) { _factors = state.Factors };
    }

    private static Matrix<double> Normalised(Matrix<double> q, PowerNormaliser how)
    {
        if (how == PowerNormaliser.Qr)
            return TallBasis.Orthonormal(q);
        if (how == PowerNormaliser.Lu)
            TallBasis.LowerFactor(q);
        return q;
    }

    private sealed record ThinFactors(Matrix<double> U, Vector<double> S, Matrix<double> Vt);

    private sealed record State(int Components, int Oversamples, int? PowerIterations, PowerNormaliser Normaliser, long Seed, ThinFactors Factors);
}
