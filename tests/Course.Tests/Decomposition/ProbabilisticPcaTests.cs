using Course.Decomposition;
using Course.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Tests.Decomposition;

public sealed class ProbabilisticPcaTests
{
    private static readonly Matrix<double> X = Golden.Load("pca")["X"].Matrix;

    [Fact]
    public void The_covariance_keeps_the_leading_eigenvalues_and_averages_the_rest()
    {
        var model = new ProbabilisticPca(3).Fit(X);
        var exact = SymmetricEigen.Descending(Moments.Covariance(X, ddof: 0)).Values;

        var eigen = SymmetricEigen.Descending(model.Covariance);
        eigen.Values.SubVector(0, 3).ShouldBeNear(exact.SubVector(0, 3), 1e-12);
        eigen.Values.SubVector(3, 3).ShouldBeNear(Vector<double>.Build.Dense(3, exact.SubVector(3, 3).Average()), 1e-12);
        model.NoiseVariance.ShouldBe(exact.SubVector(3, 3).Average(), 1e-12);
        model.Components.ShouldBeNear(new Pca(3).Fit(X).Components, 1e-11);
    }

    [Fact]
    public void With_divisor_n_minus_one_the_likelihood_is_scikit_learns()
    {
        // Its model has the same shape with every variance n/(n - 1) times as large: log-densities of samples scaled to match.
        var golden = Golden.Load("pca")["k3"];
        var n = X.RowCount;
        var stretch = Math.Sqrt(n / (n - 1.0));
        var mean = Moments.ColumnMeans(X);
        var stretched = Matrix<double>.Build.Dense(n, 6, (i, j) => mean[j] + (X[i, j] - mean[j]) * stretch);
        var model = new ProbabilisticPca(3).Fit(stretched);

        model.Covariance.ShouldBeNear(golden["covariance"].Matrix, 1e-12);
        (model.LogLikelihood(X) / n).ShouldBe(golden["score(mean loglik)"].Number, 1e-11);
    }

    [Fact]
    public void Densities_are_those_of_the_normal_distribution()
    {
        var model = new ProbabilisticPca(2).Fit(X);
        var covariance = model.Covariance;
        var difference = X.Row(4) - model.Mean;
        var expected = -0.5 * (6 * Math.Log(2 * Math.PI) + Math.Log(covariance.Determinant()) + difference * covariance.Inverse() * difference);

        model.LogDensities(X)[4].ShouldBe(expected, 1e-10);
    }

    [Fact]
    public void No_nearby_model_is_likelier()
    {
        var model = new ProbabilisticPca(2).Fit(X);
        var random = new NumPyRandom(0);
        var best = LogLikelihood(model.Weights, model.NoiseVariance, model.Mean);

        best.ShouldBe(model.LogLikelihood(X), 1e-9);
        LogLikelihood(model.Weights, model.NoiseVariance * 1.02, model.Mean).ShouldBeLessThan(best);
        LogLikelihood(model.Weights, model.NoiseVariance * 0.98, model.Mean).ShouldBeLessThan(best);
        for (var attempt = 0; attempt < 20; attempt++)
            LogLikelihood(model.Weights + 0.02 * random.StandardNormal(6, 2), model.NoiseVariance, model.Mean + 0.02 * random.StandardNormal(6)).ShouldBeLessThan(best);
    }

    [Fact]
    public void Posterior_mean_and_variance_follow_from_the_definition()
    {
        var model = new ProbabilisticPca(2).Fit(X);
        var w = model.Weights;
        var m = w.Transpose() * w + model.NoiseVariance * Matrix<double>.Build.DenseIdentity(2);
        var centred = Matrix<double>.Build.Dense(20, 6, (i, j) => X[i, j] - model.Mean[j]);

        model.Transform(X).ShouldBeNear((m.Inverse() * w.Transpose() * centred.Transpose()).Transpose(), 1e-12);
        Matrix<double>.Build.DenseOfDiagonalVector(model.PosteriorVariance).ShouldBeNear(model.NoiseVariance * m.Inverse(), 1e-12);
        var pca = new Pca(2).Fit(X);
        model.InverseTransform(model.Transform(X)).ShouldBeNear(pca.InverseTransform(pca.Transform(X)), 1e-11);
    }

    [Fact]
    public void Samples_have_the_models_moments()
    {
        var model = new ProbabilisticPca(2).Fit(X);
        var drawn = model.Sample(200_000, seed: 1);

        Moments.ColumnMeans(drawn).ShouldBeNear(model.Mean, 0.02);
        Moments.Covariance(drawn).ShouldBeNear(model.Covariance, 0.02);
        model.Sample(3, seed: 1).ShouldBe(model.Sample(3, seed: 1));
        model.Sample(3, seed: 2).ShouldNotBe(model.Sample(3, seed: 1));
    }

    [Fact]
    public void Data_without_noise_have_no_likeliest_model()
    {
        var random = new NumPyRandom(3);
        var plane = random.StandardNormal(30, 2) * random.StandardNormal(2, 5);
        Should.Throw<ArgumentException>(() => new ProbabilisticPca(2).Fit(plane)).Message.ShouldContain("no noise");
        new ProbabilisticPca(1).Fit(plane).NoiseVariance.ShouldBeGreaterThan(0);
        Should.Throw<ArgumentException>(() => new ProbabilisticPca(5).Fit(plane)).Message.ShouldContain("at least 6 features");
    }

    private static double LogLikelihood(Matrix<double> w, double noise, Vector<double> mean)
    {
        var covariance = w * w.Transpose() + noise * Matrix<double>.Build.DenseIdentity(6);
        var (constant, inverse) = (6 * Math.Log(2 * Math.PI) + Math.Log(covariance.Determinant()), covariance.Inverse());
        return X.EnumerateRows().Sum(row => -0.5 * (constant + (row - mean) * inverse * (row - mean)));
    }
}
