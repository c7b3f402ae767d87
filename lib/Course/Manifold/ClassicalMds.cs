using System.Numerics.Tensors;
using Course.Decomposition;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Manifold;

/// <summary>
/// Classical multidimensional scaling: points in few dimensions whose inner products come as near as can be to those that the distances imply.
/// </summary>
/// <remarks>
/// W. Torgerson, Psychometrika 17 (1952) 401. Squared distances, centred twice, are inner products: B = -½ J D² J; its leading eigenvectors times the
/// square roots of their eigenvalues are the points. For Euclidean distances between samples the result is that of PCA. In each coordinate the entry
/// of largest magnitude is positive. Cost: O(n²) a step of a Lanczos iteration, or O(n³) where many components are wanted.
/// </remarks>
/// <param name="components">Number of dimensions, 1 or more (default 2); at most n are found.</param>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="components"/> is less than 1.</exception>
public sealed class ClassicalMds(int components = 2)
{
    private readonly int _components = Parameter.AtLeast(components, 1, nameof(components), "components");
    private Fitted? _fitted;

    /// <summary>The points, n x k, centred on 0. A coordinate without a positive eigenvalue is 0: the distances are those of fewer dimensions, or of
    /// no Euclidean space.</summary>
    /// <exception cref="InvalidOperationException">The scaling is not fitted.</exception>
    public Matrix<double> Embedding => Learnt.Embedding;

    /// <summary>Eigenvalues of the centred inner products that belong to the coordinates, largest first; negative where the distances are not
    /// Euclidean.</summary>
    /// <inheritdoc cref="Embedding" path="/exception"/>
    public Vector<double> Eigenvalues => Learnt.Eigenvalues;

    private Fitted Learnt => _fitted ?? throw Guard.NotFitted(this);

    /// <summary>Scales the Euclidean distances between samples.</summary>
    /// <param name="x">n x p, one sample a row; finite. It is left as it is.</param>
    /// <param name="progress">Told of the inner products and of the eigenproblem.</param>
    /// <param name="cancellationToken">Stops between these stages and between the steps of the eigenproblem.</param>
    /// <returns>This scaling.</returns>
    /// <exception cref="ArgumentException"><paramref name="x"/> is empty or not finite.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; the scaling stays as it was.</exception>
    public ClassicalMds Fit(Matrix<double> x, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        Guard.Design(x, nameof(x));
        return FitSquares(Dissimilarities.SquaresBetween(x), x.RowCount, progress, cancellationToken);
    }

    /// <summary>Scales distances of any kind.</summary>
    /// <param name="d">n x n, symmetric, zeros on the diagonal, none negative. It is left as it is.</param>
    /// <param name="progress">Told of the inner products and of the eigenproblem.</param>
    /// <param name="cancellationToken">Stops between these stages and between the steps of the eigenproblem.</param>
    /// <returns>This scaling.</returns>
    /// <exception cref="ArgumentException"><paramref name="d"/> is not such a matrix; the message names the entry.</exception>
    /// <inheritdoc cref="Fit" path="/exception[@cref='T:System.OperationCanceledException']"/>
    public ClassicalMds FitDissimilarities(Matrix<double> d, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var squares = Dissimilarities.Checked(d, nameof(d));
        TensorPrimitives.Multiply(squares, squares, squares);
        return FitSquares(squares, d.RowCount, progress, cancellationToken);
    }

    /// <summary><see cref="Fit"/>, then <see cref="Embedding"/>.</summary>
    /// <inheritdoc cref="Fit" path="/param"/>
    /// <inheritdoc cref="Fit" path="/exception"/>
    public Matrix<double> FitTransform(Matrix<double> x, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Fit(x, progress, cancellationToken).Embedding;

    /// <summary>Writes parameters and fitted results to a JSON file.</summary>
    /// <param name="path">The file; an old one is replaced.</param>
    /// <inheritdoc cref="Embedding" path="/exception"/>
    public void Save(string path) => EstimatorFile.Save(path, typeof(ClassicalMds), new State(_components, Learnt));

    /// <summary>Reads a scaling that <see cref="Save"/> has written.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file is damaged or holds something else.</exception>
    public static ClassicalMds Load(string path)
    {
        var state = EstimatorFile.Load<State>(path, typeof(ClassicalMds));
        return new ClassicalMds(state.Components) { _fitted = state.Fitted };
    }

    private ClassicalMds FitSquares(double[] squares, int n, IProgress<FitProgress>? progress, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Columns.Scale(-0.5, squares);
        KernelCentring.InPlace(squares, n);
        progress?.Report(new FitProgress("Classical scaling", 1, 2));
        var (values, vectors) = LeadingEigen.Largest(squares, n, Math.Min(n, _components), cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        for (var k = 0; k < values.Length; k++)
            Columns.Scale(values[k] > 1e-12 * values[0] ? Math.Sqrt(values[k]) : 0, vectors.AsSpan(k * n, n));
        _fitted = new Fitted(Columns.Matrix(n, values.Length, vectors), Columns.Vector(values));
        progress?.Report(new FitProgress("Classical scaling", 2, 2));
        return this;
    }

    private sealed record Fitted(Matrix<double> Embedding, Vector<double> Eigenvalues);

    private sealed record State(int Components, Fitted Fitted);
}
