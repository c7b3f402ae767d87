using Course.Autoencoders;
using MathNet.Numerics.LinearAlgebra;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.Autoencoders;

/// <summary>The ready models against the same networks in PyTorch, step by step: golden/net_*.json.</summary>
[Collection(OneAtATime.Name)]
public sealed class ModelTests
{
    [Fact]
    public void The_stacked_one() => Follow(
        "net_stacked_selu_bce_sgd", new StackedAutoencoder(6, 4, 3), "x", model => optim.SGD(model.parameters(), 1.5), nn.BCELoss(),
        ["W1", "b1", "W2", "b2", "W3", "b3", "W4", "b4"]);

    [Fact]
    public void The_sigmoid_one() => Follow(
        "net_torch_example_sigmoid_mse_adam", new SigmoidAutoencoder(6, 4, 3), "x", model => optim.Adam(model.parameters()), nn.MSELoss(),
        ["W1", "b1", "W2", "b2", "W3", "b3", "W4", "b4"]);

    [Fact]
    public void The_convolutional_one() => Follow(
        "net_conv_ae", new ConvolutionalAutoencoder(2, 3, 4), "x", model => optim.SGD(model.parameters(), 1.0), nn.BCELoss(),
        ["C1", "c1", "C2", "c2", "C3", "c3", "T1", "t1", "T2", "t2", "T3", "t3"]);

    [Fact]
    public void The_recurrent_one() => Follow(
        "net_lstm_ae", new RecurrentAutoencoder(6, 4, 5, 3), "x[B,T,F]", model => optim.SGD(model.parameters(), 0.1), nn.BCELoss(),
        [.. from layer in (string[])["e1", "e2", "d1"] from part in (string[])["weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0"] select $"{layer}.{part}", "o.weight", "o.bias"]);

    [Fact]
    public void The_linear_one()
    {
        var golden = Golden.Load("net_linear_ae_sgd");
        var x = Golden.Load("lecture_data3d_seed4").FindCentred();
        var model = new LinearAutoencoder(3, 2);
        model.to(ScalarType.Float64);
        string[] names = ["W1", "b1", "W2", "b2"];
        Set(model, golden["init"], names);

        var history = Trainer.Fit(model, x, x, optim.SGD(model.parameters(), 1.5), nn.MSELoss(), epochs: 3, batchSize: 60, shuffle: false, live: false);
        history.Loss.ToArray().ShouldBeNear([.. golden["steps"].Items.Select(step => step["loss"].Number)], 1e-12);
        Trainer.Fit(model, x, x, optim.SGD(model.parameters(), 0.5), nn.MSELoss(), epochs: 2000, batchSize: 60, shuffle: false, live: false)
            .Loss[^1].ShouldBe(golden["final_loss_after_2003"].Number, 1e-9);
    }

    [Fact]
    public void Encoding_and_decoding_is_the_whole_and_corruption_acts_in_training_alone()
    {
        var x = rand(5, 6);
        using var model = new DenoisingAutoencoder(new GaussianNoise(0.2), 6, 4, 3);

        Bits(model.call(x)).ShouldNotBe(Bits(model.Decode(model.Encode(x))));
        model.eval();
        Bits(model.call(x)).ShouldBe(Bits(model.Decode(model.Encode(x))));
    }

    [Fact]
    public void Shapes_of_the_lecture()
    {
        var x = rand(2, 784);
        (Autoencoder Model, long[] Code, long Parameters)[] models =
        [
            (new StackedAutoencoder(), [2, 30], 784 * 100 + 100 + 100 * 30 + 30 + 30 * 100 + 100 + 100 * 784 + 784),
            (new DenoisingAutoencoder(nn.Dropout(0.5)), [2, 30], 784 * 100 + 100 + 100 * 30 + 30 + 30 * 100 + 100 + 100 * 784 + 784),
            (new SigmoidAutoencoder(), [2, 128], 784 * 256 + 256 + 256 * 128 + 128 + 128 * 256 + 256 + 256 * 784 + 784),
            (new ConvolutionalAutoencoder(), [2, 64, 3, 3], 9 * 16 + 16 + 9 * 16 * 32 + 32 + 9 * 32 * 64 + 64 + 9 * 64 * 32 + 32 + 9 * 32 * 16 + 16 + 9 * 16 + 1),
            (new RecurrentAutoencoder(), [2, 30], 4 * (100 * (28 + 100) + 100) + 4 * (30 * (100 + 30) + 30) + 4 * (100 * (30 + 100) + 100) + 100 * 28 + 28),
        ];
        foreach (var (model, code, parameters) in models)
        {
            model.Encode(x).shape.ShouldBe(code, model.GetName());
            model.call(x).shape.ShouldBe([2, 784], model.GetName());
            model.parameters().Where(parameter => parameter.requires_grad).Sum(parameter => parameter.numel()).ShouldBe(parameters, model.GetName());
        }
    }

    [Fact]
    public void Every_parameter_gets_a_gradient()
    {
        var x = rand(3, 784);
        foreach (var model in new Autoencoder[] { new StackedAutoencoder(), new SigmoidAutoencoder(), new ConvolutionalAutoencoder(), new RecurrentAutoencoder() })
        {
            nn.functional.binary_cross_entropy(model.call(x), x).backward();
            foreach (var (name, parameter) in model.named_parameters().Where(p => p.parameter.requires_grad))
                parameter.grad!.abs().sum().ToDouble().ShouldBeGreaterThan(0, $"{model.GetName()} {name}");
        }
    }

    [Fact]
    public void The_seed_decides_the_starting_values_and_nothing_else_does()
    {
        manual_seed(4);
        var first = TrainerTests.Bits(new ConvolutionalAutoencoder(2, 3, 4, seed: 11).parameters());
        var next = rand(2).data<float>().ToArray();
        manual_seed(4);
        rand(2).data<float>().ToArray().ShouldBe(next);

        TrainerTests.Bits(new ConvolutionalAutoencoder(2, 3, 4, seed: 11).parameters()).ShouldBe(first);
        TrainerTests.Bits(new ConvolutionalAutoencoder(2, 3, 4, seed: 12).parameters()).ShouldNotBe(first);
    }

    [Fact]
    public void Noise_has_its_deviation()
    {
        manual_seed(2);
        var noise = new GaussianNoise(0.2).call(zeros(100_000, 1)).ToMatrix().Column(0);

        noise.Average().ShouldBe(0, 0.003);
        Math.Sqrt(noise.PointwisePower(2).Average()).ShouldBe(0.2, 0.003);
    }

    [Fact]
    public void Sizes_that_cannot_be_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new StackedAutoencoder(hidden: 0));
        Should.Throw<ArgumentOutOfRangeException>(() => new ConvolutionalAutoencoder(first: 0)).ParamName.ShouldBe("first");
        Should.Throw<ArgumentOutOfRangeException>(() => new RecurrentAutoencoder(steps: 0)).ParamName.ShouldBe("steps");
        Should.Throw<ArgumentOutOfRangeException>(() => new SigmoidAutoencoder(code: -1)).ParamName.ShouldBe("code");
        Should.Throw<ArgumentOutOfRangeException>(() => new GaussianNoise(-0.1)).ParamName.ShouldBe("deviation");
        Should.Throw<ArgumentException>(() => new Crop2d(8, 8).call(zeros(1, 1, 7, 9))).Message.ShouldContain("[1, 1, 7, 9]");
        Should.Throw<ArgumentException>(() => new RepeatVector(3).call(zeros(1, 2, 3))).Message.ShouldContain("[1, 2, 3]");
    }

    // One step of plain training a row of the golden file; Keras's second LSTM bias stays 0 and is not in its gradients.
    private static void Follow(
        string name, Autoencoder model, string input, Func<nn.Module, optim.Optimizer> optimizer, nn.Module<Tensor, Tensor, Tensor> loss, string[] names)
    {
        var golden = Golden.Load(name);
        model.to(ScalarType.Float64);
        Set(model, golden["init"], names);
        var x = golden[input].FlatTensor(rowsOf: 1);

        model.call(x).detach().flatten().ToVector().ToArray().ShouldBeNear(golden["out0"].Flat, 1e-12);
        var steps = golden["steps"].Items.ToArray();
        var with = optimizer(model);
        foreach (var step in steps)
        {
            var history = Trainer.Fit(model, x, x, with, loss, epochs: 1, batchSize: 100, shuffle: false, live: false);
            history.Loss[0].ShouldBe(step["loss"].Number, 1e-12);
            var parameters = model.parameters().ToArray();
            for (var i = 0; i < names.Length; i++)
                parameters[i].detach().flatten().ToVector().ToArray().ShouldBeNear(step["params_after"][names[i]].Flat, 1e-11);
        }
    }

    private static void Set(nn.Module model, Golden init, string[] names)
    {
        var parameters = model.parameters().ToArray();
        parameters.Length.ShouldBe(names.Length);
        using var guard = no_grad();
        for (var i = 0; i < names.Length; i++)
            parameters[i].copy_(tensor(init[names[i]].Flat, parameters[i].shape, ScalarType.Float64));
    }

    private static float[] Bits(Tensor tensor) => tensor.detach().contiguous().data<float>().ToArray();
}

file static class GoldenTensors
{
    /// <summary>n rows, each with all that belongs to a sample.</summary>
    public static Tensor FlatTensor(this Golden golden, int rowsOf)
    {
        var rows = golden.Items.Count() / rowsOf;
        return tensor(golden.Flat, [rows, golden.Flat.Length / rows], ScalarType.Float64);
    }

    public static Tensor FindCentred(this Golden golden)
    {
        var x = golden["X"].Matrix;
        var means = x.ColumnSums() / x.RowCount;
        return Matrix<double>.Build.Dense(x.RowCount, x.ColumnCount, (i, j) => x[i, j] - means[j]).ToTensor(ScalarType.Float64);
    }
}
