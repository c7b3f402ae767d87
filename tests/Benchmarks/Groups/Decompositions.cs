using Benchmarks.Running;
using Course.Classification;
using Course.Data;
using Course.Decomposition;
using Course.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace Benchmarks.Groups;

/// <summary>Principal components in all their variants, and the linear classifiers, against NumPy and scikit-learn.</summary>
internal static class Decompositions
{
    public const string Group = "decomposition";

    public static IEnumerable<Row> Rows()
    {
        yield return new Row(Group, "PCA 10,000 x 784, exact", tiny => Exact(Mnist.Images(tiny ? 120 : Mnist.Count)));
        yield return new Row(Group, "PCA 10,000 x 784, randomized, 50", tiny => Randomized(Mnist.Images(tiny ? 300 : Mnist.Count)));
        yield return new Row(Group, "PCA 10,000 x 784, incremental, 50, batch 500", tiny => Incremental(Mnist.Images(tiny ? 300 : Mnist.Count), tiny ? 100 : 500));
        yield return new Row(Group, "kernel PCA, rbf, swiss roll 2000", tiny => Kernel(tiny ? 60 : 2000));
        yield return new Row(Group, "LDA 8000 x 784, 10 classes", tiny => Discriminants(tiny ? 300 : 8000, tiny ? 100 : 2000));
        yield return new Row(Group, "logistic regression, cancer, scaled", _ => Logistic());
    }

    private static Work Exact(Matrix<double> x) => new(
        () => new Pca().Fit(x),
        result => Explained(((Pca)result).ExplainedVarianceRatio, 1e-9),
        new Call("decomposition", "pca", new() { ["x"] = NumPyArray.Of(x) }));

    private static Work Randomized(Matrix<double> x) => new(
        () =>
        {
            var centred = Moments.Centre(x);
            return (new RandomizedSvd(50).Fit(centred).S, centred.FrobeniusNorm());
        },
        result =>
        {
            var (s, norm) = ((Vector<double>, double))result;
            return Explained(s.PointwisePower(2) / (norm * norm), 1e-6);
        },
        new Call("decomposition", "pca_randomized", new() { ["x"] = NumPyArray.Of(x) }, new() { ["components"] = 50 }));

    private static Work Incremental(Matrix<double> x, int batch) => new(
        () => new IncrementalPca(50, batch).Fit(x),
        result => Explained(((IncrementalPca)result).ExplainedVarianceRatio, 1e-6),
        new Call("decomposition", "pca_incremental", new() { ["x"] = NumPyArray.Of(x) }, new() { ["components"] = 50, ["batch"] = batch }));

    private static Work Kernel(int n)
    {
        var x = Synthetic.SwissRoll(n).X;
        return new Work(
            () => new KernelPca(2, Course.Decomposition.Kernel.Rbf, gamma: 0.04).Fit(x),
            result =>
            {
                var values = ((KernelPca)result).Eigenvalues;
                return [new Answer("first eigenvalue", values[0], 1e-8), new Answer("last eigenvalue", values[^1], 1e-8)];
            },
            new Call("decomposition", "kernel_pca", new() { ["x"] = NumPyArray.Of(x) }, new() { ["components"] = 2, ["gamma"] = 0.04 }));
    }

    private static Work Discriminants(int training, int testing)
    {
        var (images, labels) = (Mnist.Images(Mnist.Count), Mnist.Labels());
        var (x, y) = (images.SubMatrix(0, training, 0, images.ColumnCount), labels[..training]);
        var (test, truth) = (images.SubMatrix(Mnist.Count - testing, testing, 0, images.ColumnCount), labels[^testing..]);
        return new Work(
            () => new LinearDiscriminantAnalysis().Fit(x, y),
            result =>
            {
                var lda = (LinearDiscriminantAnalysis)result;
                return [new Answer("first ratio", lda.ExplainedVarianceRatio[0], 1e-6), new Answer("test accuracy", lda.Score(test, truth), 0.001)];
            },
            new Call("decomposition", "lda", new() { ["x"] = NumPyArray.Of(x), ["y"] = NumPyArray.Of(y), ["test"] = NumPyArray.Of(test), ["labels"] = NumPyArray.Of(truth) }));
    }

    private static Work Logistic()
    {
        var cancer = Datasets.BreastCancer();
        var (x, y) = (new StandardScaler().FitTransform(cancer.X), cancer.Y);
        return new Work(
            () => new LogisticRegression().Fit(x, y),
            result =>
            {
                var model = (LogisticRegression)result;
                return [new Answer("largest weight", model.Coefficients.AbsoluteMaximum(), 1e-4), new Answer("intercept", model.Intercept, 1e-3)];
            },
            new Call("decomposition", "logistic", new() { ["x"] = NumPyArray.Of(x), ["y"] = NumPyArray.Of(y) }));
    }

    private static Answer[] Explained(Vector<double> ratios, double tolerance) =>
        [new Answer("first ratio", ratios[0], tolerance), new Answer("sum of 50 ratios", ratios.Take(50).Sum(), tolerance)];
}
