using Course.Autoencoders;
using Course.Decomposition;
using Course.Statistics;
using MathNet.Numerics.LinearAlgebra;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.Autoencoders;

[Collection(OneAtATime.Name)]
public sealed class VariationalAutoencoderTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1.3, 1)]
    [InlineData(-0.4, 0.2)]
    [InlineData(0.7, 2.5)]
    public void The_divergence_is_the_integral_that_defines_it(double mean, double deviation)
    {
        // Trapezia over q ln(q/p): the integrand is smooth and vanishes at the ends, so they converge faster than any power of the step.
        const int Steps = 4000;
        double low = mean - 14 * deviation, step = 28 * deviation / Steps, integral = 0;
        for (var i = 0; i <= Steps; i++)
        {
            var z = low + i * step;
            var logQ = -0.5 * Math.Pow((z - mean) / deviation, 2) - Math.Log(deviation * Math.Sqrt(2 * Math.PI));
            var logP = -0.5 * z * z - 0.5 * Math.Log(2 * Math.PI);
            integral += step * Math.Exp(logQ) * (logQ - logP);
        }

        var divergence = NormalCode.Divergence(tensor(new[] { mean }).reshape(1, 1), tensor(new[] { 2 * Math.Log(deviation) }).reshape(1, 1));

        divergence.item<double>().ShouldBe(integral, 1e-11);
    }

    [Fact]
    public void The_divergence_adds_up_over_a_codes_entries_and_its_gradient_is_that_of_steps()
    {
        var (mean, logVariance) = Codes(3, 4);
        var each = NormalCode.Divergence(mean, logVariance);

        each.shape.ShouldBe([3]);
        var first = NormalCode.Divergence(mean.narrow(0, 1, 1).reshape(4, 1), logVariance.narrow(0, 1, 1).reshape(4, 1));
        first.sum().ToDouble().ShouldBe(each[1].ToDouble(), 1e-14);
        NormalCode.Divergence(zeros(2, 5), zeros(2, 5)).abs().sum().ToDouble().ShouldBe(0);
        Steps(mean, () => NormalCode.Divergence(mean, logVariance).sum());
        Steps(logVariance, () => NormalCode.Divergence(mean, logVariance).sum());
    }

    [Fact]
    public void Draws_have_their_mean_and_variance_and_pass_gradients()
    {
        var mean = tensor(new[] { -1.5, 2.0 }).reshape(1, 2).expand(200_000, 2).contiguous();
        var logVariance = tensor(new[] { Math.Log(0.25), Math.Log(4) }).reshape(1, 2).expand(200_000, 2).contiguous();
        manual_seed(3);
        var drawn = NormalCode.Draw(mean, logVariance).ToMatrix();

        Moments.ColumnMeans(drawn).ToArray().ShouldBeNear([-1.5, 2], 0.01);
        Moments.Covariance(drawn).ShouldBeNear(Matrix<double>.Build.DenseOfArray(new[,] { { 0.25, 0 }, { 0, 4 } }), 0.02);

        var (m, s) = Codes(3, 4);
        Tensor Curved()
        {
            manual_seed(8);
            return NormalCode.Draw(m, s).pow(3).sum();
        }
        Steps(m, Curved);
        Steps(s, Curved);
    }

    /// <summary>With linear layers the model is probabilistic PCA, whose likelihood and posterior are known: at its solution the bound is the likelihood itself.</summary>
    [Fact]
    public void At_the_solution_of_probabilistic_pca_the_bound_is_the_likelihood()
    {
        var x = Cloud();
        var pca = new ProbabilisticPca(2).Fit(x);
        var model = AsModel(pca, 4, Math.Sqrt(pca.NoiseVariance));

        // The mean over draws is known to about 0.003.
        Bound(model, x).ShouldBe(pca.LogLikelihood(x) / x.RowCount, 0.01);
    }

    [Fact]
    public void Elsewhere_the_bound_is_less_by_the_divergence_from_the_true_posterior()
    {
        var x = Cloud();
        var pca = new ProbabilisticPca(2).Fit(x);
        var model = AsModel(pca, 4, Math.Sqrt(pca.NoiseVariance));
        using (no_grad())
        {
            var bias = model.parameters().Last();
            bias.add_(Math.Log(2)); // q has twice the variance that it should have
        }
        var lost = 2 * 0.5 * (2 - 1 - Math.Log(2)); // divergence between normal distributions of variances 2 s and s, for two entries

        Bound(model, x).ShouldBe(pca.LogLikelihood(x) / x.RowCount - lost, 0.02);
    }

    [Fact]
    public void Trained_with_linear_layers_it_comes_near_the_likelihood_of_probabilistic_pca()
    {
        var x = Cloud();
        var pca = new ProbabilisticPca(2).Fit(x);
        manual_seed(1);
        var model = new VariationalAutoencoder(nn.Identity(), nn.Linear(4, 2), nn.Linear(4, 2), nn.Linear(2, 4), Math.Sqrt(pca.NoiseVariance));
        var data = x.ToTensor();

        Trainer.Fit(model, data, data, optim.Adam(model.parameters(), 0.02), model.Loss, epochs: 100, batchSize: 50, live: false);
        Trainer.Fit(model, data, data, optim.Adam(model.parameters(), 0.002), model.Loss, epochs: 50, batchSize: 50, live: false);

        var best = pca.LogLikelihood(x) / x.RowCount;
        Bound(model, x).ShouldBeInRange(best - 0.05, best + 0.01);
        var decoder = (TorchSharp.Modules.Linear)model.Decoder;
        PrincipalAngles.Between(decoder.weight.detach().ToMatrix(), pca.Components.Transpose()).Maximum().ShouldBe(0, 0.1);
    }

    [Fact]
    public void The_loss_of_pixels_is_cross_entropy_and_divergence_in_the_sum_over_a_sample()
    {
        var x = rand(7, 6);
        var model = new VariationalAutoencoder(6, 5, 3, beta: 0.5, seed: 4);
        var output = model.call(x);
        var (mean, logVariance) = model.Posterior(x);

        var expected = nn.functional.binary_cross_entropy(output, x).ToDouble() * 6 + 0.5 * NormalCode.Divergence(mean, logVariance).mean().ToDouble();
        model.Loss(output, x).ToDouble().ShouldBe(expected, 1e-5);
        Trainer.Predict(model.Encoder, x).ToMatrix().ShouldBeNear(mean.detach().ToMatrix(), 1e-6);
        model.parameters().Sum(parameter => parameter.numel()).ShouldBe(6 * 5 + 5 + 2 * (5 * 3 + 3) + 3 * 5 + 5 + 5 * 6 + 6);
    }

    [Fact]
    public void Every_parameter_gets_the_gradient_that_steps_find()
    {
        foreach (double? deviation in new double?[] { null, 0.4 })
        {
            var model = new VariationalAutoencoder(3, 4, 2, deviation, beta: 0.7, seed: 2);
            model.to(ScalarType.Float64);
            var x = rand(5, 3, dtype: float64);
            foreach (var parameter in model.parameters())
                Steps(parameter, () =>
                {
                    manual_seed(6);
                    return model.Loss(model.call(x), x);
                });
        }
    }

    [Fact]
    public void The_seed_decides_starting_values_training_and_samples()
    {
        var x = rand(40, 6);
        VariationalAutoencoder Trained(long seed)
        {
            var model = new VariationalAutoencoder(6, 5, 2, seed: 9);
            Trainer.Fit(model, x, x, optim.Adam(model.parameters(), 0.01), model.Loss, epochs: 3, validation: (x, x), seed: seed, live: false);
            return model;
        }
        var (first, again, other) = (Trained(1), Trained(1), Trained(2));

        TrainerTests.Bits(again.parameters()).ShouldBe(TrainerTests.Bits(first.parameters()));
        TrainerTests.Bits(other.parameters()).ShouldNotBe(TrainerTests.Bits(first.parameters()));
        first.Sample(3, 5).ToMatrix().ShouldBe(again.Sample(3, 5).ToMatrix());
        first.Sample(3, 5).ToMatrix().ShouldNotBe(again.Sample(3, 6).ToMatrix());
        first.Sample(3).shape.ShouldBe([3, 6]);
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new VariationalAutoencoder(code: 0));
        Should.Throw<ArgumentOutOfRangeException>(() => new VariationalAutoencoder(deviation: 0)).ParamName.ShouldBe("deviation");
        Should.Throw<ArgumentOutOfRangeException>(() => new VariationalAutoencoder(beta: -1)).ParamName.ShouldBe("beta");
        Should.Throw<ArgumentException>(() => new VariationalAutoencoder(nn.Identity(), nn.Linear(4, 2), nn.Linear(4, 3), nn.Linear(2, 4))).ParamName.ShouldBe("logVariance");
        var model = new VariationalAutoencoder(6, 5, 2);
        Should.Throw<InvalidOperationException>(() => model.Divergence).Message.ShouldContain("call the model first");
        var output = model.call(rand(4, 6));
        Should.Throw<ArgumentException>(() => model.Loss(output[..2], rand(2, 6))).Message.ShouldContain("4 went through");
        Should.Throw<ArgumentOutOfRangeException>(() => model.Sample(0)).ParamName.ShouldBe("count");
        Should.Throw<ArgumentException>(() => NormalCode.Draw(zeros(2, 3), zeros(2, 4))).Message.ShouldContain("[2, 4]");
    }

    private static (Tensor Mean, Tensor LogVariance) Codes(int n, int k)
    {
        manual_seed(5);
        return (randn(n, k, dtype: float64).requires_grad_(), randn(n, k, dtype: float64).requires_grad_());
    }

    private static Matrix<double> Cloud()
    {
        var random = new NumPyRandom(7);
        var mix = Matrix<double>.Build.DenseOfArray(new[,] { { 2.0, 0.5, -1, 0.3 }, { 0.2, 1.1, 0.7, -0.6 } });
        return random.StandardNormal(400, 2) * mix + 0.5 * random.StandardNormal(400, 4) + 1;
    }

    // The posterior of probabilistic PCA as an encoder, its model as a decoder.
    private static VariationalAutoencoder AsModel(ProbabilisticPca pca, int features, double deviation)
    {
        var k = pca.ExplainedVariance.Count;
        var toMean = Matrix<double>.Build.DenseOfRows(Enumerable.Range(0, k).Select(i =>
            (pca.Weights.Column(i) / pca.ExplainedVariance[i]).AsEnumerable()));
        TorchSharp.Modules.Linear Layer(Matrix<double> weight, Vector<double> bias)
        {
            var layer = nn.Linear(weight.ColumnCount, weight.RowCount, dtype: float64);
            using var guard = no_grad();
            layer.weight.copy_(weight.ToTensor(ScalarType.Float64));
            layer.bias!.copy_(bias.ToTensor(ScalarType.Float64));
            return layer;
        }
        return new VariationalAutoencoder(
            nn.Identity(), Layer(toMean, -toMean * pca.Mean),
            Layer(Matrix<double>.Build.Dense(k, features), pca.PosteriorVariance.PointwiseLog()),
            Layer(pca.Weights, pca.Mean), deviation);
    }

    private static double Bound(VariationalAutoencoder model, Matrix<double> x)
    {
        manual_seed(11);
        var type = model.parameters().First().dtype;
        var many = x.ToTensor(type).repeat([200, 1]);
        return -Trainer.Evaluate(model, many, many, model.Loss);
    }

    /// <summary>The gradient by the tape against the gradient by central differences.</summary>
    internal static void Steps(Tensor parameter, Func<Tensor> function)
    {
        parameter.grad = null;
        function().backward();
        var gradient = parameter.grad!.flatten();
        using var guard = no_grad();
        var flat = parameter.view(-1);
        for (long i = 0; i < flat.numel(); i++)
        {
            const double Step = 1e-6;
            var kept = flat[i].ToDouble();
            flat[i] = kept + Step;
            var above = function().ToDouble();
            flat[i] = kept - Step;
            var below = function().ToDouble();
            flat[i] = kept;
            gradient[i].ToDouble().ShouldBe((above - below) / (2 * Step), 1e-6 * Math.Max(1, Math.Abs(above) * 0.01), $"entry {i}");
        }
    }
}
