using Course.Autoencoders;
using MathNet.Numerics.LinearAlgebra;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.Autoencoders;

[Collection(OneAtATime.Name)]
public sealed class KerasInitializersTests
{
    [Fact]
    public void Glorot_uniform_fills_its_interval()
    {
        manual_seed(1);
        var weight = empty(200, 100);
        KerasInitializers.GlorotUniform(weight);

        var values = weight.flatten().ToVector();
        var bound = Math.Sqrt(6.0 / 300);
        values.AbsoluteMaximum().ShouldBeInRange(0.99 * bound, bound);
        values.Average().ShouldBe(0, 0.003);
        values.PointwisePower(2).Average().ShouldBe(2.0 / 300, 0.0002);
    }

    [Fact]
    public void Fans_count_the_window_of_a_convolution()
    {
        manual_seed(1);
        var weight = empty(16, 8, 3, 3);
        KerasInitializers.GlorotUniform(weight);

        var bound = Math.Sqrt(6.0 / (9 * (16 + 8)));
        weight.abs().max().ToDouble().ShouldBeInRange(0.98 * bound, bound);
        Should.Throw<ArgumentException>(() => KerasInitializers.GlorotUniform(empty(5))).Message.ShouldContain("[5]");
    }

    [Fact]
    public void Lecun_normal_has_variance_one_over_fan_in_and_is_cut_off()
    {
        manual_seed(2);
        var weight = empty(300, 100);
        KerasInitializers.LecunNormal(weight);

        var values = weight.flatten().ToVector();
        values.PointwisePower(2).Average().ShouldBe(0.01, 0.0003);
        values.AbsoluteMaximum().ShouldBeInRange(0.95 * 0.2274, 0.2274);
        values.Average().ShouldBe(0, 0.003);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 7)]
    [InlineData(12, 3)]
    [InlineData(3, 12)]
    public void Orthogonal_is(int rows, int columns)
    {
        manual_seed(3);
        var weight = empty(rows, columns, float64);
        KerasInitializers.Orthogonal(weight);

        var q = weight.ToMatrix();
        (rows >= columns ? q.TransposeThisAndMultiply(q) : q.TransposeAndMultiply(q)).ShouldBeNear(Matrix<double>.Build.DenseIdentity(Math.Min(rows, columns)), 1e-13);
        Should.Throw<ArgumentException>(() => KerasInitializers.Orthogonal(empty(2, 2, 2))).Message.ShouldContain("[2, 2, 2]");
    }

    [Fact]
    public void All_orthogonal_matrices_are_equally_likely()
    {
        manual_seed(4);
        var weight = empty(2, 2, float64);
        var (positive, reflections) = (0, 0);
        for (var i = 0; i < 1000; i++)
        {
            KerasInitializers.Orthogonal(weight);
            var q = weight.ToMatrix();
            positive += q[0, 0] > 0 ? 1 : 0;
            reflections += q.Determinant() < 0 ? 1 : 0;
        }

        positive.ShouldBeInRange(430, 570);
        reflections.ShouldBeInRange(430, 570);
    }

    [Fact]
    public void An_lstm_begins_as_in_keras()
    {
        manual_seed(5);
        var lstm = nn.LSTM(28, 10, 1, true, true);
        KerasInitializers.Lstm(lstm);

        var recurrent = lstm.get_parameter("weight_hh_l0")!.ToMatrix();
        recurrent.TransposeThisAndMultiply(recurrent).ShouldBeNear(Matrix<double>.Build.DenseIdentity(10), 1e-6);
        lstm.get_parameter("bias_ih_l0")!.ToVector().ToArray().ShouldBe([.. Enumerable.Range(0, 40).Select(i => i is >= 10 and < 20 ? 1.0 : 0)]);
        lstm.get_parameter("bias_hh_l0")!.ToVector().ToArray().ShouldAllBe(value => value == 0);
        lstm.get_parameter("bias_hh_l0")!.requires_grad.ShouldBeFalse();
        var bound = Math.Sqrt(6.0 / (28 + 40));
        lstm.get_parameter("weight_ih_l0")!.abs().max().ToDouble().ShouldBeInRange(0.98 * bound, bound + 1e-7);

        Should.Throw<ArgumentException>(() => KerasInitializers.Lstm(nn.LSTM(2, 1, 1, false))).Message.ShouldContain("bias_ih_l0");
    }

    [Fact]
    public void Apply_reaches_every_layer()
    {
        var model = nn.Sequential(nn.Linear(3, 4), nn.SELU(), nn.Sequential(nn.ConvTranspose2d(2, 3, 3), nn.Conv2d(3, 2, 3)));
        KerasInitializers.Apply(model);

        foreach (var (name, parameter) in model.named_parameters().Where(p => p.name.EndsWith("bias", StringComparison.Ordinal)))
            parameter.abs().sum().ToDouble().ShouldBe(0, name);
    }
}
