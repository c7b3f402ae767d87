using MathNet.Numerics.LinearAlgebra;

namespace Course.Decomposition;

/// <summary>
/// Principal component analysis in the feature space of a kernel: curved coordinates at the price of n x n similarities.
/// </summary>
/// <remarks>
/// <para>
/// B. Schölkopf, A. Smola and K.-R. Müller, Neural Comput. 10 (1998) 1299. The matrix of kernel values is centred and diagonalised; sample i has
/// coordinate √λ_k v_ik along component k, and a new sample the projection of its kernel values, Σ_i v_ik k(x_i, x) / √λ_k. In each eigenvector the
/// entry of largest magnitude is positive.
/// </para>
/// <para>
/// The way back is not unique, most points of feature space being no image of any sample; it is learnt by kernel ridge regression of the samples on
/// their coordinates (G. Bakır, J. Weston and B. Schölkopf, NIPS 16 (2004) 449), as in scikit-learn, and only if asked for.
/// </para>
/// <para>Cost: O(n² p) for the kernel, O(n²) for each step of a Lanczos iteration where few components of many samples are wanted, otherwise O(n³).
/// Memory: 8 n² bytes, twice.</para>
/// </remarks>
/// <param name="components">Number of components, k >= 1 (default 2); at most n are found.</param>
/// <param name="kernel">Which kernel (default linear, which gives ordinary PCA).</param>
/// <param name="gamma">γ > 0 of rbf, polynomial and sigmoid; 1/p by default.</param>
/// <param name="degree">Degree of the polynomial, above 0 (default 3).</param>
/// <param name="offset">Constant c of polynomial and sigmoid (default 1).</param>
/// <param name="inverse">Whether to learn the way back (default not).</param>
/// <param name="alpha">Ridge penalty of the way back, above 0 (default 1); smaller follows the samples more closely.</param>
/// <exception cref="ArgumentOutOfRangeException">A parameter lies outside what is said above.</exception>
public sealed class KernelPca(
    int components = 2, Kernel kernel = Kernel.Linear, double? gamma = null, double degree = 3, double offset = 1, bool inverse = false, double alpha = 1)
{
    // New samples whose kernel values are in memory at a time.
    private const int BatchSize = 4096;

    private readonly int _components = Parameter.AtLeast(components, 1, nameof(components), "components");
    private readonly double _alpha = Parameter.Positive(alpha, nameof(alpha));

    private readonly KernelFunction _kernel = new(
        kernel, gamma is { } g ? Parameter.Positive(g, nameof(gamma)) : null, Parameter.Positive(degree, nameof(degree)), Parameter.Finite(offset, nameof(offset)));

    private Fitted? _fitted;

    /// <summary>Eigenvalues of the centred kernel matrix, length k, largest first; those that are 0 but for rounding are 0.</summary>
    /// <exception cref="InvalidOperationException">The analysis is not fitted.</exception>
    public Vector<double> Eigenvalues => Learnt.Eigenvalues;

    /// <summary>Their eigenvectors, n x k, each of length 1.</summary>
    /// <inheritdoc cref="Eigenvalues" path="/exception"/>
    public Matrix<double> Eigenvectors => Learnt.Eigenvectors;

    private Fitted Learnt => _fitted ?? throw Guard.NotFitted(this);

    /// <summary>Learns the components from a design matrix.</summary>
    /// <param name="x">n x p, one sample a row; finite. It is left as it is.</param>
    /// <param name="progress">Told of each of the stages kernel, eigenproblem and way back.</param>
    /// <param name="cancellationToken">Stops between stages and between steps of the eigenproblem.</param>
    /// <returns>This analysis.</returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="x"/> is empty or not finite, or its kernel matrix has a clearly negative eigenvalue among those wanted: then the kernel is no
    /// inner product of these data.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was cancelled; the analysis stays as it was.</exception>
    public KernelPca Fit(Matrix<double> x, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        Guard.Design(x, nameof(x));
        var n = x.RowCount;
        var count = Math.Min(n, _components);
        var stages = inverse ? 3 : 2;
        var k = _kernel.Among(x);
        cancellationToken.ThrowIfCancellationRequested();
        progress?.Report(new FitProgress("Kernel PCA", 1, stages));

        var (means, mean) = KernelCentring.InPlace(k, n);
        var (values, vectors) = LeadingEigen.Largest(k, n, count, cancellationToken);
        var largest = Math.Max(values[0], 0);
        for (var c = 0; c < count; c++)
        {
            if (values[c] < -1e-5 * largest && values[c] < -1e-8)
                throw new ArgumentException(Guard.Text(
                    $"Eigenvalue {c + 1} of the centred {_kernel.Kernel} kernel matrix of {nameof(x)} is {values[c]:g4}: with these parameters it is no inner product. Ask for at most {c} components, or change gamma and offset."), nameof(x));
            if (values[c] < 1e-12 * largest)
                values[c] = 0;
        }
        progress?.Report(new FitProgress("Kernel PCA", 2, stages));

        var eigenvalues = Columns.Vector(values);
        var eigenvectors = Columns.Matrix(n, count, vectors);
        Matrix<double>? dual = null;
        if (inverse)
        {
            var z = Scaled(vectors, values, n, +1);
            var ridge = OfCoordinates(x.ColumnCount).Among(z);
            for (var i = 0; i < n; i++)
                ridge[i * n + i] += _alpha;
            dual = SolveRidge(Columns.Matrix(n, n, ridge), x);
            progress?.Report(new FitProgress("Kernel PCA", 3, stages));
        }
        _fitted = new Fitted(eigenvalues, eigenvectors, x.Clone(), Columns.Vector(means), mean, dual);
        return this;
    }

    /// <summary>Coordinates of samples along the components.</summary>
    /// <remarks>Cost: O(m n p), in batches of 4096 samples, so the memory for kernel values does not grow with m.</remarks>
    /// <param name="x">m x p, finite; it is left as it is.</param>
    /// <param name="progress">Told of each batch.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <returns>A new m x k matrix; 0 along components without variance.</returns>
    /// <exception cref="ArgumentException"><paramref name="x"/> has another number of columns than the data fitted on, or is not finite.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <inheritdoc cref="Eigenvalues" path="/exception"/>
    public Matrix<double> Transform(Matrix<double> x, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var learnt = Learnt;
        Guard.Features(x, learnt.X.ColumnCount, nameof(x));
        var (n, m) = (learnt.X.RowCount, x.RowCount);
        var vectors = Scaled(Columns.Of(learnt.Eigenvectors), Columns.Of(learnt.Eigenvalues), n, -1);
        var z = Matrix<double>.Build.Dense(m, vectors.ColumnCount);
        for (var start = 0; start < m; start += BatchSize)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var count = Math.Min(BatchSize, m - start);
            var k = _kernel.Between(learnt.X, count == m ? x : x.SubMatrix(start, count, 0, x.ColumnCount));
            KernelCentring.NewInPlace(k, n, count, Columns.Of(learnt.Means), learnt.Mean);
            z.SetSubMatrix(start, 0, Product.TransposedTimes(Columns.Matrix(n, count, k), vectors));
            progress?.Report(new FitProgress("Kernel values", start + count, m));
        }
        return z;
    }

    /// <summary><see cref="Fit"/>, then the coordinates of the same data, √λ times the eigenvectors, without evaluating the kernel again.</summary>
    /// <inheritdoc cref="Fit" path="/param"/>
    /// <inheritdoc cref="Fit" path="/exception"/>
    public Matrix<double> FitTransform(Matrix<double> x, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        Fit(x, progress, cancellationToken);
        return Scaled(Columns.Of(Eigenvectors), Columns.Of(Eigenvalues), x.RowCount, +1);
    }

    /// <summary>Samples that would have about these coordinates.</summary>
    /// <param name="z">m x k, finite.</param>
    /// <returns>A new m x p matrix.</returns>
    /// <exception cref="ArgumentException"><paramref name="z"/> has another number of columns than there are components, or is not
    /// finite.</exception>
    /// <exception cref="InvalidOperationException">The analysis is not fitted, or was made without <c>inverse: true</c>.</exception>
    public Matrix<double> InverseTransform(Matrix<double> z)
    {
        var learnt = Learnt;
        if (learnt.Dual is not { } dual)
            throw new InvalidOperationException("This KernelPca has not learnt the way back: make it with inverse: true and fit it again.");
        Guard.Components(z, learnt.Eigenvalues.Count, nameof(z));
        var n = learnt.X.RowCount;
        var coordinates = Scaled(Columns.Of(learnt.Eigenvectors), Columns.Of(learnt.Eigenvalues), n, +1);
        return Product.TransposedTimes(Columns.Matrix(n, z.RowCount, OfCoordinates(learnt.X.ColumnCount).Between(coordinates, z)), dual);
    }

    /// <summary>Writes parameters and fitted results, the samples among them, to a JSON file.</summary>
    /// <param name="path">The file; an old one is replaced.</param>
    /// <inheritdoc cref="Eigenvalues" path="/exception"/>
    public void Save(string path) => EstimatorFile.Save(path, typeof(KernelPca),
        new State(_components, _kernel.Kernel, _kernel.Gamma, _kernel.Degree, _kernel.Offset, inverse, _alpha, Learnt));

    /// <summary>Reads an analysis that <see cref="Save"/> has written.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file is damaged or holds something else.</exception>
    public static KernelPca Load(string path)
    {
        var state = EstimatorFile.Load<State>(path, typeof(KernelPca));
        return new KernelPca(state.Components, state.Kernel, state.Gamma, state.Degree, state.Offset, state.Inverse, state.Alpha) { _fitted = state.Fitted };
    }

    // Between coordinates it is the kernel that it is between the samples: γ does not become 1/k because there are k of them.
    private KernelFunction OfCoordinates(int features) => _kernel with { Gamma = _kernel.Gamma ?? 1.0 / features };

    // Eigenvectors times √λ (power +1) or 1/√λ (power -1), 0 where λ is.
    private static Matrix<double> Scaled(double[] vectors, double[] values, int n, int power)
    {
        var scaled = (double[])vectors.Clone();
        for (var c = 0; c < values.Length; c++)
        {
            var root = Math.Sqrt(values[c]);
            Columns.Scale(root == 0 ? 0 : power > 0 ? root : 1 / root, scaled.AsSpan(c * n, n));
        }
        return Columns.Matrix(n, values.Length, scaled);
    }

    private static Matrix<double> SolveRidge(Matrix<double> ridge, Matrix<double> x)
    {
        try
        {
            return ridge.Cholesky().Solve(x);
        }
        catch (ArgumentException)
        {
            // A kernel that is not positive definite, such as some sigmoids: still solvable, only not by Cholesky.
            return ridge.LU().Solve(x);
        }
    }

    private sealed record Fitted(
        Vector<double> Eigenvalues, Matrix<double> Eigenvectors, Matrix<double> X, Vector<double> Means, double Mean, Matrix<double>? Dual);

    private sealed record State(
        int Components, Kernel Kernel, double? Gamma, double Degree, double Offset, bool Inverse, double Alpha, Fitted Fitted);
}
