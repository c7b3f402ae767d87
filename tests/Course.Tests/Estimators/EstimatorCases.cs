using Course.Classification;
using Course.Decomposition;
using Course.Manifold;
using Course.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Tests.Estimators;

/// <summary>Every estimator of the library.</summary>
internal static class EstimatorCases
{
    public static IReadOnlyList<EstimatorCase> All { get; } =
    [
        new EstimatorCase<StandardScaler>("StandardScaler", () => new(), (e, x, _) => e.Fit(x), (e, x) => e.Transform(x),
            e => [.. e.Mean, .. e.Scale], (e, path) => e.Save(path), StandardScaler.Load),
        new EstimatorCase<MinMaxScaler>("MinMaxScaler", () => new(), (e, x, _) => e.Fit(x), (e, x) => e.Transform(x),
            e => [.. e.Minimum, .. e.Maximum], (e, path) => e.Save(path), MinMaxScaler.Load),
        new EstimatorCase<Pca>("Pca", () => new(1), (e, x, _) => e.Fit(x), (e, x) => e.Transform(x),
            e => [.. e.Mean, .. Entries(e.Components), .. e.ExplainedVariance, .. e.ExplainedVarianceRatio, e.NoiseVariance], (e, path) => e.Save(path), Pca.Load) { FewestSamples = 2 },
        new EstimatorCase<Pca>("Pca, all components", () => new(), (e, x, _) => e.Fit(x), (e, x) => e.Transform(x),
            e => [.. e.Mean, .. Entries(e.Components), .. e.ExplainedVariance, .. e.SingularValues], (e, path) => e.Save(path), Pca.Load) { FewestSamples = 2 },
        new EstimatorCase<Pca>("Pca by share", () => new(0.9), (e, x, _) => e.Fit(x), (e, x) => e.Transform(x),
            e => [.. e.Mean, .. Entries(e.Components), .. e.SingularValues], (e, path) => e.Save(path), Pca.Load) { FewestSamples = 2, NeedsVariance = true },
        new EstimatorCase<Pca>("Pca by covariance", () => new(1, PcaSolver.Covariance), (e, x, _) => e.Fit(x), (e, x) => e.Transform(x),
            e => [.. e.Mean, .. Entries(e.Components), .. e.ExplainedVariance, e.NoiseVariance], (e, path) => e.Save(path), Pca.Load) { FewestSamples = 2 },
        new EstimatorCase<Pca>("Pca by random subspace, whitened", () => new(1, PcaSolver.Randomized, whiten: true, seed: 5), (e, x, _) => e.Fit(x), (e, x) => e.Transform(x),
            e => [.. e.Mean, .. Entries(e.Components), .. e.ExplainedVariance, e.NoiseVariance], (e, path) => e.Save(path), Pca.Load) { FewestSamples = 2 },
        new EstimatorCase<IncrementalPca>("IncrementalPca", () => new(1, 7), (e, x, _) => e.Fit(x), (e, x) => e.Transform(x),
            e => [.. e.Mean, .. e.Variance, .. Entries(e.Components), .. e.SingularValues, .. e.ExplainedVarianceRatio, e.NoiseVariance], (e, path) => e.Save(path), IncrementalPca.Load) { OrderFree = false },
        new EstimatorCase<RandomizedSvd>("RandomizedSvd", () => new(1), (e, x, _) => e.Fit(x), (e, x) => e.Transform(x),
            e => [.. e.S, .. Entries(e.U), .. Entries(e.Vt)], (e, path) => e.Save(path), RandomizedSvd.Load),
        new EstimatorCase<KernelPca>("KernelPca", () => new(1, Kernel.Rbf, inverse: true), (e, x, _) => e.Fit(x), (e, x) => e.Transform(x),
            e => [.. e.Eigenvalues, .. Entries(e.Eigenvectors), .. Entries(e.InverseTransform(Matrix<double>.Build.Dense(2, 1, 0.1)))], (e, path) => e.Save(path), KernelPca.Load),
        new EstimatorCase<KernelPca>("KernelPca, polynomial", () => new(1, Kernel.Polynomial, degree: 2), (e, x, _) => e.Fit(x), (e, x) => e.Transform(x),
            e => [.. e.Eigenvalues, .. Entries(e.Eigenvectors)], (e, path) => e.Save(path), KernelPca.Load),
        new EstimatorCase<ProbabilisticPca>("ProbabilisticPca", () => new(1), (e, x, _) => e.Fit(x), (e, x) => e.Transform(x),
            e => [.. e.Mean, .. Entries(e.Weights), .. e.PosteriorVariance, e.NoiseVariance], (e, path) => e.Save(path), ProbabilisticPca.Load) { FewestSamples = 3, FewestFeatures = 2, NeedsVariance = true },
        new EstimatorCase<LinearDiscriminantAnalysis>("LinearDiscriminantAnalysis", () => new(), (e, x, y) => e.Fit(x, y), (e, x) => e.Transform(x),
            e => [.. e.Mean, .. Entries(e.Means), .. Entries(e.Scalings), .. Entries(e.Coefficients), .. e.Intercepts, .. e.Priors, .. e.ExplainedVarianceRatio],
            (e, path) => e.Save(path), LinearDiscriminantAnalysis.Load) { FewestSamples = 3, NeedsVariance = true },
        new EstimatorCase<LogisticRegression>("LogisticRegression", () => new(), (e, x, y) => e.Fit(x, y), (e, x) => e.PredictProbability(x).ToColumnMatrix(),
            e => [.. e.Coefficients, e.Intercept, e.Iterations], (e, path) => e.Save(path), LogisticRegression.Load) { FewestSamples = 2 },
        new EstimatorCase<MultinomialLogisticRegression>("MultinomialLogisticRegression", () => new(), (e, x, y) => e.Fit(x, y), (e, x) => e.PredictProbability(x),
            e => [.. Entries(e.Coefficients), .. e.Intercepts, e.Iterations], (e, path) => e.Save(path), MultinomialLogisticRegression.Load) { FewestSamples = 2 },
        new EstimatorCase<NearestNeighbours>("NearestNeighbours", () => new(), (e, x, _) => e.Fit(x), (e, x) => Distances(e.Find(x, 1)),
            e => Entries(e.Samples), (e, path) => e.Save(path), NearestNeighbours.Load),
        new EstimatorCase<NearestNeighboursClassifier>("NearestNeighboursClassifier", () => new(2), (e, x, y) => e.Fit(x, y), (e, x) => e.PredictProbability(x),
            e => [.. e.Classes], (e, path) => e.Save(path), NearestNeighboursClassifier.Load) { FewestSamples = 2 },
        new EstimatorCase<ClassicalMds>("ClassicalMds", () => new(1), (e, x, _) => e.Fit(x), null,
            e => [.. Entries(e.Embedding), .. e.Eigenvalues], (e, path) => e.Save(path), ClassicalMds.Load),
        new EstimatorCase<Mds>("Mds", () => new(2), (e, x, _) => e.Fit(x), null,
            e => [.. Entries(e.Embedding), e.Stress, e.Stress1, e.Iterations], (e, path) => e.Save(path), Mds.Load) { OrderFree = false },
        new EstimatorCase<Isomap>("Isomap", () => new(2, 1, bridge: true), (e, x, _) => e.Fit(x), (e, x) => e.Transform(x),
            e => [.. Entries(e.Embedding), .. e.Eigenvalues, .. Entries(e.GeodesicDistances), e.ReconstructionError, e.GraphParts], (e, path) => e.Save(path), path => Isomap.Load(path)) { FewestSamples = 3 },
        new EstimatorCase<TSne>("TSne, Barnes-Hut", () => new(perplexity: 1.5, iterations: 260), (e, x, _) => e.Fit(x), null,
            e => [.. Entries(e.Embedding), e.KlDivergence, e.Iterations], (e, path) => e.Save(path), TSne.Load) { FewestSamples = 2, OrderFree = false },
        new EstimatorCase<TSne>("TSne, exact", () => new(perplexity: 1.5, iterations: 260, method: TSneMethod.Exact), (e, x, _) => e.Fit(x), null,
            e => [.. Entries(e.Embedding), e.KlDivergence, e.Iterations], (e, path) => e.Save(path), TSne.Load) { FewestSamples = 2, OrderFree = false },
    ];

    public static EstimatorCase Named(string name) => All.Single(estimator => estimator.Name == name);

    private static double[] Entries(Matrix<double> x) => x.ToColumnMajorArray();

    private static Matrix<double> Distances(Neighbours neighbours) =>
        Matrix<double>.Build.DenseOfRowArrays(Enumerable.Range(0, neighbours.PointCount).Select(i => neighbours.Distances(i).ToArray()));
}
