using Course.Classification;
using Course.Decomposition;
using Course.Manifold;
using Course.Statistics;
using Course.Tests.LinearAlgebra;
using Simd;

namespace Course.Tests.Estimators;

/// <summary>Data large enough that products, decompositions and distances are shared between threads; their number belongs to the process.</summary>
[Collection(nameof(LinearAlgebraEngineTests))]
public sealed class ThreadCountTests
{
    [Fact]
    public void The_number_of_threads_changes_no_bit_of_large_data()
    {
        var x = new NumPyRandom(6).StandardNormal(700, 230);
        int[] y = [.. Enumerable.Range(0, 700).Select(i => i % 5)];
        double[] With(int threads)
        {
            SimdOptions.ThreadCount = threads;
            return
            [
                .. new Pca(3, PcaSolver.Covariance).Fit(x).Components.Enumerate(), .. new Pca(3, PcaSolver.Full).Fit(x).Components.Enumerate(),
                .. new Pca(3, PcaSolver.Randomized).Fit(x).Components.Enumerate(), .. new IncrementalPca(3, 250).Fit(x).Components.Enumerate(),
                .. new KernelPca(2, Kernel.Rbf).Fit(x).Eigenvectors.Enumerate(), .. new ProbabilisticPca(3).Fit(x).Components.Enumerate(),
                .. new LinearDiscriminantAnalysis().Fit(x, y).Scalings.Enumerate(),
                .. new MultinomialLogisticRegression().Fit(x, y).Coefficients.Enumerate(),
                .. new LogisticRegression().Fit(x, [.. y.Select(label => label % 2)]).Coefficients,
                .. new ClassicalMds().Fit(x).Embedding.Enumerate(), .. new Mds(starts: 1, iterations: 20).Fit(x).Embedding.Enumerate(),
                .. new Isomap(10).Fit(x).Embedding.Enumerate(), .. new TSne(iterations: 250).Fit(x).Embedding.Enumerate(),
                .. new TSne(iterations: 250, method: TSneMethod.Exact).Fit(x).Embedding.Enumerate(),
                Trustworthiness.Score(x, x.SubMatrix(0, 700, 0, 2)),
            ];
        }
        var before = SimdOptions.ThreadCount;
        try
        {
            var one = With(1);
            one.ShouldAllBe(value => double.IsFinite(value));
            With(2).ShouldBe(one);
            With(3).ShouldBe(one);
        }
        finally
        {
            SimdOptions.ThreadCount = before;
        }
    }
}
