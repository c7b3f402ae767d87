using System.Reflection;
using Course.Classification;
using Course.Decomposition;
using Course.Manifold;
using Course.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Tests.Estimators;

/// <summary>Fits that come in stages say so, stop between them, and then have learnt nothing new.</summary>
public sealed class CancellationTests
{
    private static readonly Matrix<double> X = new NumPyRandom(1).StandardNormal(40, 6);
    private static readonly int[] Y = [.. Enumerable.Range(0, 40).Select(i => i % 3)];

    [Fact]
    public void Pca_by_covariance() => Stops(new Pca(2, PcaSolver.Covariance).Fit(X), (e, x, p, c) => e.Fit(x, p, c), e => e.ExplainedVariance, "PCA");

    [Fact]
    public void Pca_by_decomposition() => Stops(new Pca(2, PcaSolver.Full).Fit(X), (e, x, p, c) => e.Fit(x, p, c), e => e.ExplainedVariance, "PCA");

    [Fact]
    public void Probabilistic_pca() => Stops(new ProbabilisticPca(2).Fit(X), (e, x, p, c) => e.Fit(x, p, c), e => e.ExplainedVariance, "Probabilistic PCA");

    [Fact]
    public void Linear_discriminants() =>
        Stops(new LinearDiscriminantAnalysis().Fit(X, Y), (e, x, p, c) => e.Fit(x, Y, p, c), e => e.Mean, "Discriminant analysis");

    [Fact]
    public void Classical_scaling() => Stops(new ClassicalMds().Fit(X), (e, x, p, c) => e.Fit(x, p, c), e => e.Eigenvalues, "Classical scaling");

    [Fact]
    public void Randomized_svd() => Stops(new RandomizedSvd(2).Fit(X), (e, x, p, c) => e.Fit(x, p, c), e => e.S, "Power iteration");

    [Fact]
    public void Every_fit_that_can_take_long_tells_how_far_it_is_and_can_be_stopped()
    {
        // One pass over the data.
        Type[] quick = [typeof(StandardScaler), typeof(MinMaxScaler), typeof(NearestNeighbours), typeof(NearestNeighboursClassifier)];
        var fits = typeof(Pca).Assembly.GetExportedTypes().Except(quick)
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => method.Name.StartsWith("Fit", StringComparison.Ordinal) || method.Name == nameof(IncrementalPca.PartialFit)).ToArray();

        fits.Length.ShouldBeGreaterThan(20);
        fits.Where(method => !Takes<IProgress<FitProgress>>(method) || !Takes<CancellationToken>(method)).ShouldBeEmpty();

        static bool Takes<T>(MethodInfo method) => method.GetParameters().Any(parameter => parameter.ParameterType == typeof(T) && parameter.HasDefaultValue);
    }

    [Fact]
    public void Decompositions_go_in_steps()
    {
        var x = new NumPyRandom(2).StandardNormal(120, 90);
        var c = Moments.Covariance(x);
        InSteps("Bidiagonalisation", (p, t) => ThinSvd.Of(x, p, t));
        InSteps("Bidiagonalisation", (p, t) => FullSvd.Of(x, p, t));
        InSteps("Bidiagonalisation", (p, t) => new Pca(2, PcaSolver.Full).Fit(x, p, t));
        InSteps("Tridiagonalisation", (p, t) => SymmetricEigen.Descending(c, null, p, t));
        InSteps("Tridiagonalisation", (p, t) => new Pca(2, PcaSolver.Covariance).Fit(x, p, t));

        // Large enough for its square to be decomposed instead.
        var large = new NumPyRandom(3).StandardNormal(1200, 90);
        int[] y = [.. Enumerable.Range(0, 1200).Select(i => i % 3)];
        InSteps("Tridiagonalisation", (p, t) => new ProbabilisticPca(2).Fit(large, p, t));
        InSteps("Tridiagonalisation", (p, t) => new LinearDiscriminantAnalysis().Fit(large, y, p, t));
        InSteps("Tridiagonalisation", (p, t) => new IncrementalPca(2).PartialFit(large, p, t));
    }

    [Fact]
    public void Searches_and_maps_of_new_samples_go_in_batches()
    {
        var x = new NumPyRandom(4).StandardNormal(1200, 9);
        var y = new int[1200];
        var search = new NearestNeighbours().Fit(x);
        var classifier = new NearestNeighboursClassifier(3).Fit(x, y);
        var isomap = new Isomap(8).Fit(x);
        InSteps("Neighbours", (p, t) => search.Find(x, 3, p, t));
        InSteps("Neighbours", (p, t) => classifier.PredictProbability(x, p, t));
        InSteps("Neighbours", (p, t) => classifier.Predict(x, p, t));
        InSteps("Neighbours", (p, t) => classifier.Score(x, y, p, t));
        InSteps("Neighbours", (p, t) => isomap.Transform(x, p, t));
        var kernel = new KernelPca(2, Kernel.Rbf).Fit(x.SubMatrix(0, 50, 0, 9));
        var many = new NumPyRandom(5).StandardNormal(9000, 9);
        InSteps("Kernel values", (p, t) => kernel.Transform(many, p, t));
        kernel.Transform(many).SubMatrix(4000, 200, 0, 2).ShouldBeNear(kernel.Transform(many.SubMatrix(4000, 200, 0, 9)), 1e-13);
        InSteps("Ranks", (p, t) => Trustworthiness.Score(x, isomap.Embedding, 5, p, t));

        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            isomap.Save(path);
            InSteps("Shortest paths", (p, t) => Isomap.Load(path, p, t));
        }
        finally
        {
            File.Delete(path);
        }
    }

    // Several reports up to the whole; and when cancelled at the second of them, no third.
    private static void InSteps(string stage, Action<IProgress<FitProgress>, CancellationToken> compute)
    {
        var told = new List<FitProgress>();
        compute(new Direct<FitProgress>(progress =>
        {
            if (progress.Stage == stage)
                told.Add(progress);
        }), default);
        told.Count.ShouldBeGreaterThan(2, stage);
        told.Select(progress => progress.Done).ShouldBeInOrder();
        told[^1].Done.ShouldBe(told[^1].Total);

        using var source = new CancellationTokenSource();
        var count = 0;
        Should.Throw<OperationCanceledException>(() => compute(new Direct<FitProgress>(progress =>
        {
            if (progress.Stage == stage && ++count == 2)
                source.Cancel();
        }), source.Token));
        count.ShouldBe(2);
    }

    private static void Stops<T>(
        T estimator, Action<T, Matrix<double>, IProgress<FitProgress>?, CancellationToken> fit, Func<T, Vector<double>> learnt, string stage)
    {
        var before = learnt(estimator).Clone();
        using (var already = new CancellationTokenSource())
        {
            already.Cancel();
            Should.Throw<OperationCanceledException>(() => fit(estimator, X * 2, null, already.Token));
        }
        using var source = new CancellationTokenSource();
        var told = new List<FitProgress>();
        Should.Throw<OperationCanceledException>(() => fit(estimator, X * 2, new Direct<FitProgress>(progress =>
        {
            told.Add(progress);
            source.Cancel();
        }), source.Token));
        told.Select(progress => progress.Stage).ShouldBe([stage]);
        learnt(estimator).ShouldBe(before);

        told.Clear();
        fit(estimator, X * 2, new Direct<FitProgress>(told.Add), default);
        told[^1].Done.ShouldBe(told[^1].Total);
        learnt(estimator).ShouldNotBe(before);
    }
}
