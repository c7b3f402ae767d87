using System.Numerics.Tensors;
using Course.Classification;
using Course.Decomposition;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Manifold;

/// <summary>
/// Isometric mapping: classical scaling of the distances along the data's own surface, so that a rolled-up sheet lies flat.
/// </summary>
/// <remarks>
/// <para>
/// J. Tenenbaum, V. de Silva and J. Langford, Science 290 (2000) 2319. Each sample is joined to its nearest neighbours; the length of the shortest
/// path through this graph stands for the distance along the surface, and the matrix of squared lengths is centred and diagonalised. In each
/// coordinate the entry of largest magnitude is positive.
/// </para>
/// <para>
/// Too few neighbours tear the surface apart, too many take short cuts between its layers. Cost: O(n² p) for the neighbours, O(n² log n) for the
/// paths, O(n²) a step of the eigenproblem. Memory: 8 n² bytes, twice.
/// </para>
/// </remarks>
/// <param name="neighbours">Neighbours of each sample, 1 or more (default 5).</param>
/// <param name="components">Number of coordinates, 1 or more (default 2).</param>
/// <param name="bridge">
/// What to do when the graph falls into unconnected parts: by default that is an error, for between parts there is no distance along the surface;
/// with true, every two parts are joined between their nearest samples, as scikit-learn does, and how the parts lie to each other means little.
/// </param>
/// <exception cref="ArgumentOutOfRangeException">A parameter lies outside what is said above.</exception>
public sealed class Isomap(int neighbours = 5, int components = 2, bool bridge = false)
{
    private readonly int _neighbours = Parameter.AtLeast(neighbours, 1, nameof(neighbours), "neighbours");
    private readonly int _components = Parameter.AtLeast(components, 1, nameof(components), "components");
    private Fitted? _fitted;
    private NearestNeighbours? _search;
    private double[] _lengths = [];

    /// <summary>Coordinates of the samples fitted on, n x k.</summary>
    /// <exception cref="InvalidOperationException">The mapping is not fitted.</exception>
    public Matrix<double> Embedding => Scaled(+1);

    /// <summary>Eigenvalues that belong to the coordinates, length k, largest first.</summary>
    /// <inheritdoc cref="Embedding" path="/exception"/>
    public Vector<double> Eigenvalues => Learnt.Eigenvalues;

    /// <summary>Lengths of the shortest paths between the samples, n x n.</summary>
    /// <inheritdoc cref="Embedding" path="/exception"/>
    public Matrix<double> GeodesicDistances => Columns.Matrix(Learnt.Eigenvectors.RowCount, Learnt.Eigenvectors.RowCount, (double[])_lengths.Clone());

    /// <summary>How many parts the neighbourhood graph had before it was bridged; 1 is what one hopes for.</summary>
    /// <inheritdoc cref="Embedding" path="/exception"/>
    public int GraphParts => Learnt.Parts;

    /// <summary>Norm of the difference between the centred inner products that the paths imply and those of the embedding, over n.</summary>
    /// <inheritdoc cref="Embedding" path="/exception"/>
    public double ReconstructionError => Learnt.ReconstructionError;

    private Fitted Learnt => _fitted ?? throw Guard.NotFitted(this);

    /// <summary>Maps samples.</summary>
    /// <param name="x">n x p, one sample a row; finite, with more samples than neighbours. It is left as it is.</param>
    /// <param name="progress">Told of each batch of neighbours and of shortest paths.</param>
    /// <param name="cancellationToken">Stops between batches and between steps of the eigenproblem.</param>
    /// <returns>This mapping.</returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="x"/> is not finite, has too few samples, or falls into parts (the message says how many and how large) and bridging is not
    /// allowed.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was cancelled; the mapping stays as it was.</exception>
    public Isomap Fit(Matrix<double> x, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        Guard.Design(x, nameof(x), minimumRows: _neighbours + 1);
        var n = x.RowCount;
        var search = new NearestNeighbours().Fit(x);
        var graph = NeighbourGraph.Of(search.FindOthers(_neighbours, progress, cancellationToken));
        var (component, parts) = graph.Components();
        if (parts > 1)
            graph = bridge ? graph.Bridged(x, component, parts) : throw new ArgumentException(Torn(component, parts), nameof(x));
        var lengths = ShortestPaths.All(graph, progress, cancellationToken);

        var products = Products(lengths);
        var (means, mean) = KernelCentring.InPlace(products, n);
        var (values, vectors) = LeadingEigen.Largest(products, n, Math.Min(n, _components), cancellationToken);
        for (var k = 0; k < values.Length; k++)
            if (!(values[k] > 1e-12 * values[0]))
                values[k] = 0;
        var missed = Columns.Dot(products, products) - Columns.Dot(values, values);
        _fitted = new Fitted(Columns.Vector(values), Columns.Matrix(n, values.Length, vectors), Columns.Vector(means), mean, parts, Math.Sqrt(Math.Max(0, missed)) / n);
        (_search, _lengths) = (search, lengths);
        return this;
    }

    /// <summary>Coordinates of new samples: each is linked into the graph through its nearest neighbours, and its path lengths are
    /// projected.</summary>
    /// <param name="x">m x p, finite; it is left as it is.</param>
    /// <param name="progress">Told of each batch of neighbours.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <returns>A new m x k matrix.</returns>
    /// <exception cref="ArgumentException"><paramref name="x"/> has another number of columns than the data fitted on, or is not finite.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <inheritdoc cref="Embedding" path="/exception"/>
    public Matrix<double> Transform(Matrix<double> x, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var (learnt, lengths) = (Learnt, _lengths);
        var near = _search!.Find(x, _neighbours, progress, cancellationToken);
        var (n, m) = (learnt.Eigenvectors.RowCount, x.RowCount);
        var products = new double[n * m];
        Workers.For(m, () => new double[n], (i, through) =>
        {
            var shortest = products.AsSpan(i * n, n);
            shortest.Fill(double.PositiveInfinity);
            for (var k = 0; k < _neighbours; k++)
            {
                TensorPrimitives.Add(lengths.AsSpan(near.Indices(i)[k] * n, n), near.Distances(i)[k], through);
                TensorPrimitives.Min(shortest, through, shortest);
            }
            TensorPrimitives.Multiply(shortest, shortest, shortest);
            TensorPrimitives.Multiply(shortest, -0.5, shortest);
        });
        KernelCentring.NewInPlace(products, n, m, Columns.Of(learnt.Means), learnt.Mean);
        return Product.TransposedTimes(Columns.Matrix(n, m, products), Scaled(-1));
    }

    /// <summary><see cref="Fit"/>, then <see cref="Embedding"/>.</summary>
    /// <inheritdoc cref="Fit" path="/param"/>
    /// <inheritdoc cref="Fit" path="/exception"/>
    public Matrix<double> FitTransform(Matrix<double> x, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Fit(x, progress, cancellationToken).Embedding;

    /// <summary>Writes parameters, samples and coordinates to a JSON file. The path lengths are left out, being n² numbers that follow from the
    /// samples.</summary>
    /// <param name="path">The file; an old one is replaced.</param>
    /// <inheritdoc cref="Embedding" path="/exception"/>
    public void Save(string path) => EstimatorFile.Save(path, typeof(Isomap), new State(_neighbours, _components, bridge, Learnt, (_search ?? throw Guard.NotFitted(this)).Samples));

    /// <summary>Reads a mapping that <see cref="Save"/> has written, and finds the path lengths again.</summary>
    /// <param name="path">The file.</param>
    /// <param name="progress">Told of each batch of neighbours and of shortest paths.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <exception cref="InvalidDataException">The file is damaged or holds something else.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Isomap Load(string path, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var state = EstimatorFile.Load<State>(path, typeof(Isomap));
        var search = new NearestNeighbours().Fit(state.X);
        var graph = NeighbourGraph.Of(search.FindOthers(state.Neighbours, progress, cancellationToken));
        var (component, parts) = graph.Components();
        if (parts > 1)
            graph = graph.Bridged(state.X, component, parts);
        return new Isomap(state.Neighbours, state.Components, state.Bridge) { _fitted = state.Fitted, _search = search, _lengths = ShortestPaths.All(graph, progress, cancellationToken) };
    }

    private static double[] Products(double[] lengths)
    {
        var products = new double[lengths.Length];
        TensorPrimitives.Multiply(lengths, lengths, products);
        TensorPrimitives.Multiply(products, -0.5, products);
        return products;
    }

    // Eigenvectors times √λ (power +1) or 1/√λ (power -1), 0 where λ is.
    private Matrix<double> Scaled(int power)
    {
        var (values, vectors) = (Learnt.Eigenvalues, Learnt.Eigenvectors.Clone());
        for (var k = 0; k < values.Count; k++)
        {
            var root = Math.Sqrt(values[k]);
            Columns.Scale(root == 0 ? 0 : power > 0 ? root : 1 / root, Columns.Of(vectors).AsSpan(k * vectors.RowCount, vectors.RowCount));
        }
        return vectors;
    }

    private string Torn(int[] component, int parts)
    {
        var sizes = string.Join(", ", component.CountBy(part => part).Select(part => part.Value).OrderDescending().Take(8));
        return Guard.Text(
            $"With {_neighbours} neighbours the samples x fall into {parts} parts that no path connects, of {sizes}{(parts > 8 ? ", ..." : "")} samples. Take more neighbours, or Isomap(..., bridge: true) to join the parts at their nearest samples.");
    }

    private sealed record Fitted(
        Vector<double> Eigenvalues, Matrix<double> Eigenvectors, Vector<double> Means, double Mean, int Parts, double ReconstructionError);

    private sealed record State(int Neighbours, int Components, bool Bridge, Fitted Fitted, Matrix<double> X);
}
