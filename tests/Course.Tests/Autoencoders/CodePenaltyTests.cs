using Course.Autoencoders;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.Autoencoders;

[Collection(OneAtATime.Name)]
public sealed class CodePenaltyTests
{
    [Fact]
    public void Magnitudes_add_up_over_a_code_and_average_over_samples()
    {
        var code = tensor(new[,] { { 1.0, -2, 0 }, { 0, 0.5, 4 } });

        CodePenalty.Absolute(code).ToDouble().ShouldBe((3 + 4.5) / 2, 1e-15);
    }

    [Fact]
    public void Activity_is_the_divergence_of_coins_and_zero_where_each_unit_is_as_active_as_wanted()
    {
        var code = tensor(new[,] { { 0.1, 0.9 }, { 0.3, 0.5 } });
        double Coins(double wanted, double mean) => wanted * Math.Log(wanted / mean) + (1 - wanted) * Math.Log((1 - wanted) / (1 - mean));

        CodePenalty.Activity(code, 0.05).ToDouble().ShouldBe(Coins(0.05, 0.2) + Coins(0.05, 0.7), 1e-14);
        CodePenalty.Activity(tensor(new[,] { { 0.0, 0.2 }, { 0.4, 0.2 } }), 0.2).ToDouble().ShouldBe(0, 1e-15);
        CodePenalty.Activity(tensor(new[,] { { 0.0, 1 } }), 0.2).ToDouble().ShouldBeInRange(10, 20, "finite where a unit is all off or all on");
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(5, 3, 4)]
    [InlineData(4, 7, 2)]
    public void Contraction_is_the_squared_derivative_by_steps(int samples, int features, int units)
    {
        manual_seed(1);
        var (x, weight, bias) = (randn(samples, features, dtype: float64), randn(units, features, dtype: float64), randn(units, dtype: float64));
        Tensor Code(Tensor input) => sigmoid(nn.functional.linear(input, weight, bias));

        var sum = 0.0;
        for (var j = 0; j < features; j++)
        {
            var step = zeros_like(x);
            step.narrow(1, j, 1).fill_(1e-5);
            sum += ((Code(x + step) - Code(x - step)) / 2e-5).pow(2).sum().ToDouble();
        }

        CodePenalty.Contraction(Code(x), weight).ToDouble().ShouldBe(sum / samples, 1e-8 * Math.Max(1, sum));
    }

    [Fact]
    public void Gradients_are_those_of_steps()
    {
        manual_seed(2);
        var (x, weight) = (randn(6, 3, dtype: float64), randn(4, 3, dtype: float64).requires_grad_());
        Tensor Code() => sigmoid(nn.functional.linear(x, weight));

        VariationalAutoencoderTests.Steps(weight, () => CodePenalty.Absolute(Code() - 0.3));
        VariationalAutoencoderTests.Steps(weight, () => CodePenalty.Activity(Code(), 0.1));
        VariationalAutoencoderTests.Steps(weight, () => CodePenalty.Contraction(Code(), weight));
    }

    [Fact]
    public void The_tied_one_decodes_with_its_encoders_weights()
    {
        manual_seed(3);
        var x = rand(5, 3);
        var model = new TiedAutoencoder(3, 7, seed: 4);
        var bias = model.named_parameters().Single(parameter => parameter.name.StartsWith("decoder", StringComparison.Ordinal)).parameter;
        using (no_grad())
            bias.copy_(rand(3));
        var code = model.Encode(x);

        model.Decode(code).detach().ToMatrix().ShouldBeNear(sigmoid(matmul(code, model.Weight) + bias).detach().ToMatrix(), 1e-6);
        new TiedAutoencoder(3, 7, pixels: false, seed: 4).Decode(code).detach().ToMatrix().ShouldBeNear(matmul(code, model.Weight).detach().ToMatrix(), 1e-6);
        model.parameters().Sum(parameter => parameter.numel()).ShouldBe(3 * 7 + 7 + 3);
        TrainerTests.Bits(new TiedAutoencoder(3, 7, seed: 4).parameters().Take(1)).ShouldBe(TrainerTests.Bits(model.parameters().Take(1)));
    }

    [Fact]
    public void The_tied_ones_weights_get_the_gradient_of_both_ways()
    {
        var model = new TiedAutoencoder(3, 4, seed: 5);
        model.to(ScalarType.Float64);
        var x = rand(6, 3, dtype: float64);

        foreach (var parameter in model.parameters())
            VariationalAutoencoderTests.Steps(parameter, () => nn.functional.mse_loss(model.call(x), x));
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => CodePenalty.Activity(rand(2, 3), 0)).ParamName.ShouldBe("activity");
        Should.Throw<ArgumentException>(() => CodePenalty.Absolute(rand(3))).Message.ShouldContain("[3]");
        Should.Throw<ArgumentException>(() => CodePenalty.Contraction(rand(2, 3), rand(4, 5))).Message.ShouldContain("[4, 5]");
        Should.Throw<ArgumentOutOfRangeException>(() => new TiedAutoencoder(code: 0));
    }
}
