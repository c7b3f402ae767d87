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
