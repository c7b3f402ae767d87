using Course.Classification;
using Course.Data;
using Course.Decomposition;
using Course.Manifold;
using Course.Statistics;
using MathNet.Numerics.LinearAlgebra;
using Simd;

namespace Benchmarks.Groups;

/// <summary>A method whose cost is followed along one size, all else fixed.</summary>
/// <param name="Group">The group it belongs to.</param>
/// <param name="Method">What is done.</param>
/// <param name="With">What grows.</param>
/// <param name="Theory">The exponent that the count of operations predicts.</param>
/// <param name="Sizes">Increasing sizes.</param>
/// <param name="Prepare">Makes the work of one size.</param>
internal sealed record Growth(string Group, string Method, string With, string Theory, int[] Sizes, Func<int, Func<object>> Prepare);

/// <summary>All of them.</summary>
internal static class Growths
{
    /// <summary>The list; with true, of tiny sizes.</summary>
    public static IEnumerable<Growth> All(bool tiny)
    {
        const string linalg = LinearAlgebra.Group, decomposition = Decompositions.Group, manifold = Manifolds.Group;
        int[] Sizes(params int[] sizes) => tiny ? [40, 60] : sizes;

        yield return new(linalg, "matrix product n x n", "n", "3", Sizes(250, 500, 1000, 2000), n =>
        {
            var (a, b, c) = (Normal(n, n).ToRowMajorArray(), Normal(n, n).ToRowMajorArray(), new double[n * n]);
            return () =>
            {
                Blas.Gemm<double>(Transpose.No, Transpose.No, n, n, n, 1, a, n, b, n, 0, c, n);
                return c;
            };
        });
        yield return new(linalg, "symmetric eigenproblem n x n", "n", "3", Sizes(100, 200, 400, 800), n => With(Moments.Covariance(Normal(2 * n, n)), c => SymmetricEigen.Descending(c)));
        yield return new(linalg, "SVD n x 100", "n, p = 100", "1", Sizes(500, 1000, 2000, 4000), n => With(Normal(n, 100), x => ThinSvd.Of(x)));
        yield return new(linalg, "SVD 800 x p", "p, n = 800", "2", Sizes(100, 200, 400, 800), p => With(Normal(800, p), x => ThinSvd.Of(x)));

        yield return new(decomposition, "PCA, covariance", "n, p = 100", "1", Sizes(2000, 4000, 8000, 16000), n => With(Normal(n, 100), x => new Pca(PcaSolver.Covariance).Fit(x)));
        yield return new(decomposition, "PCA, covariance", "p, n = 4000", "2 to 3", Sizes(100, 200, 400, 800), p => With(Normal(4000, p), x => new Pca(PcaSolver.Covariance).Fit(x)));
        yield return new(decomposition, "PCA, randomized, 10", "n, p = 200", "1", Sizes(1000, 2000, 4000, 8000), n => With(Normal(n, 200), x => new RandomizedSvd(10).Fit(x)));
        yield return new(decomposition, "PCA, randomized, 10", "p, n = 2000", "1", Sizes(100, 200, 400, 800), p => With(Normal(2000, p), x => new RandomizedSvd(10).Fit(x)));
        yield return new(decomposition, "PCA, incremental, 10, batch 200", "n, p = 200", "1", Sizes(1000, 2000, 4000, 8000), n => With(Normal(n, 200), x => new IncrementalPca(10, 200).Fit(x)));
        yield return new(decomposition, "kernel PCA, rbf, 2", "n, p = 3", "2", Sizes(500, 1000, 2000, 4000), n => With(Synthetic.SwissRoll(n).X, x => new KernelPca(2, Kernel.Rbf, 0.04).Fit(x)));
        yield return new(decomposition, "LDA, 5 classes", "n, p = 100", "1", Sizes(1000, 2000, 4000, 8000), n => With(Normal(n, 100), x => new LinearDiscriminantAnalysis().Fit(x, Labels(n, 5))));
        yield return new(decomposition, "LDA, 5 classes", "p, n = 4000", "2 to 3", Sizes(50, 100, 200, 400), p => With(Normal(4000, p), x => new LinearDiscriminantAnalysis().Fit(x, Labels(4000, 5))));
        yield return new(decomposition, "logistic regression", "n, p = 30", "1", Sizes(1000, 2000, 4000, 8000), n => With(Normal(n, 30), x => new LogisticRegression().Fit(x, Labels(n, 2))));

        yield return new(manifold, "Isomap, 10 neighbours", "n, p = 3", "2", Sizes(500, 1000, 2000), n => With(Synthetic.SwissRoll(n).X, x => new Isomap(10, bridge: true).Fit(x)));
        yield return new(manifold, "MDS, 20 steps", "n, p = 20", "2", Sizes(250, 500, 1000, 2000), n => With(Normal(n, 20), x => new Mds(starts: 1, iterations: 20, tolerance: 0).Fit(x)));
        yield return new(manifold, "t-SNE, 250 steps", "n, p = 20", "1, log n", Sizes(500, 1000, 2000, 4000), n => With(Normal(n, 20), x => new TSne(iterations: 250, perplexity: Math.Min(30, n / 4)).Fit(x)));
    }

    private static Matrix<double> Normal(int n, int p) => new NumPyRandom(0).StandardNormal(n, p);

    private static int[] Labels(int n, int classes) => [.. Enumerable.Range(0, n).Select(i => i * 7 % 13 % classes)];

    private static Func<object> With(Matrix<double> x, Func<Matrix<double>, object> fit) => () => fit(x);
}
