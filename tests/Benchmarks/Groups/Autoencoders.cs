using Benchmarks.Running;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Benchmarks.Groups;

/// <summary>One epoch of each of the lectures' autoencoders, against PyTorch.</summary>
/// <remarks>
/// Both sides begin every run with the same weights, those of seed 1, and take the same images in the same order, since our random numbers are
/// PyTorch's; so the mean loss of the epoch should be the same. Counted is what a lecture's epoch does: the steps, the loss and, where the lecture
/// prints it, the rounded accuracy.
/// </remarks>
internal static class Autoencoders
{
    public const string Group = "autoencoders";
    private const int Seed = 1;

    /// <summary>A model of the lectures.</summary>
    /// <param name="Shape">An image's shape.</param>
    /// <param name="Batch">Images in a step.</param>
    /// <param name="Rate">SGD's learning rate, or 0 for Adam with its defaults and the squared error.</param>
    /// <param name="Flops">Multiplications and additions of a step's products, an image.</param>
    /// <param name="Build">Makes it.</param>
    private sealed record Model(long[] Shape, int Batch, double Rate, double Flops, Func<nn.Module<Tensor, Tensor>> Build);

    public static IEnumerable<Row> Rows()
    {
        // A dense layer multiplies its weights with an image, and the gradient with both; the first layer needs no gradient of the image.
        const double stacked = 6 * (2 * 784 * 100 + 2 * 100 * 30) - 2 * 784 * 100;
        yield return Epoch("stacked", 8000, new([784], 32, 1.5, stacked, () => Dense()));
        yield return Epoch("denoising", 8000, new([784], 32, 1.0, stacked, () => Dense(new Noise())));
        yield return Epoch("dropout", 8000, new([784], 32, 1.0, stacked, () => Dense(nn.Dropout(0.5))));
        const double sigmoid = 6 * (2 * 784 * 256 + 2 * 256 * 128) - 2 * 784 * 256;
        yield return Epoch("784-256-128, sigmoid, Adam", 8000, new([784], 128, 0, sigmoid, Sigmoids));
        // Kernel elements times places, for each convolution; the first needs no gradient of the image.
        const double convolutions = 6.0 * 9 * (16 * 784 + 16 * 32 * 196 + 32 * 64 * 49 + 64 * 32 * 9 + 32 * 16 * 49 + 16 * 196) - 2.0 * 9 * 16 * 784;
        yield return Epoch("convolutional", 1600, new([1, 28, 28], 32, 1.0, convolutions, Convolutions));
        const double recurrent = 28.0 * (6 * (400 * 128 + 120 * 130 + 400 * 130 + 28 * 100) - 2 * 400 * 28);
        yield return Epoch("LSTM", 1600, new([28, 28], 32, 0.1, recurrent, () => new Recurrent()));
    }

    private static Row Epoch(string name, int images, Model model) =>
        new(Group, $"{name}, an epoch of {images:N0}", tiny => Epoch(name, model, Mnist.Pixels(tiny ? 64 : images)));

    private static Work Epoch(string name, Model model, float[] pixels)
    {
        int count = pixels.Length / 784;
        var x = tensor(pixels).reshape([count, .. model.Shape]);
        manual_seed(Seed);
        var net = model.Build();
        Tensor[] weights = [.. net.parameters().Select(p => p.detach().clone())];
        return new Work(
            () => Run(model, net, weights, x),
            loss => [new Answer("mean loss", (double)loss, 5e-3)],
            new Call("autoencoders", "epoch", new() { ["x"] = NumPyArray.Of(pixels, count, 784) }, new() { ["model"] = Array.IndexOf(Names, name) }))
        {
            Flops = model.Flops * count,
            Single = true,
        };
    }

    /// <summary>The order in which the peer knows the models.</summary>
    private static readonly string[] Names = ["stacked", "denoising", "dropout", "784-256-128, sigmoid, Adam", "convolutional", "LSTM"];

    private static double Run(Model model, nn.Module<Tensor, Tensor> net, Tensor[] weights, Tensor x)
    {
        bool adam = model.Rate == 0;
        using (no_grad())
        {
            foreach (var (parameter, first) in net.parameters().Zip(weights)) parameter.copy_(first);
        }
        using optim.Optimizer optimizer = adam ? optim.Adam(net.parameters()) : optim.SGD(net.parameters(), model.Rate);
        manual_seed(Seed);
        using var order = randperm(x.shape[0]);
        double sum = 0, right = 0;
        for (long i = 0; i < x.shape[0]; i += model.Batch)
        {
            using var scope = NewDisposeScope();
            var batch = x.index_select(0, order.slice(0, i, Math.Min(i + model.Batch, x.shape[0]), 1));
            optimizer.zero_grad();
            var y = net.call(batch);
            var loss = adam ? F.mse_loss(y, batch) : F.binary_cross_entropy(y, batch);
            loss.backward();
            optimizer.step();
            sum += loss.item<float>() * batch.shape[0];
            if (!adam) right += y.detach().round().eq(batch.round()).to(ScalarType.Float32).mean().item<float>() * batch.shape[0];
        }
        return double.IsNaN(right) ? double.NaN : sum / x.shape[0];
    }

    private static Sequential Dense(params nn.Module<Tensor, Tensor>[] before) => nn.Sequential(
    [
        .. before,
        nn.Linear(784, 100), nn.SELU(), nn.Linear(100, 30), nn.SELU(), nn.Linear(30, 100), nn.SELU(), nn.Linear(100, 784), nn.Sigmoid(),
    ]);

    private static Sequential Sigmoids() => nn.Sequential(
        nn.Linear(784, 256), nn.Sigmoid(), nn.Linear(256, 128), nn.Sigmoid(), nn.Linear(128, 256), nn.Sigmoid(), nn.Linear(256, 784), nn.Sigmoid());

    private static Sequential Convolutions() => nn.Sequential(
        nn.Conv2d(1, 16, 3, padding: 1), nn.SELU(), nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 3, padding: 1), nn.SELU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 3, padding: 1), nn.SELU(), nn.MaxPool2d(2),
        nn.ConvTranspose2d(64, 32, 3, stride: 2), nn.SELU(),
        nn.ConvTranspose2d(32, 16, 3, stride: 2), new Crop(14), nn.SELU(),
        nn.ConvTranspose2d(16, 1, 3, stride: 2), new Crop(28), nn.Sigmoid());

    private sealed class Noise() : nn.Module<Tensor, Tensor>("noise")
    {
        public override Tensor forward(Tensor x) => training ? x + randn_like(x) * 0.2 : x;
    }

    private sealed class Crop(int size) : nn.Module<Tensor, Tensor>("crop")
    {
        public override Tensor forward(Tensor x) => x.narrow(2, 0, size).narrow(3, 0, size);
    }

    private sealed class Recurrent : nn.Module<Tensor, Tensor>
    {
        private readonly LSTM _first = nn.LSTM(28, 100, batchFirst: true), _second = nn.LSTM(100, 30, batchFirst: true), _third = nn.LSTM(30, 100, batchFirst: true);
        private readonly Linear _rows = nn.Linear(100, 28);

        public Recurrent() : base("recurrent") => RegisterComponents();

        public override Tensor forward(Tensor x)
        {
            var code = _second.call(_first.call(x).Item1).Item1.select(1, -1);
            return sigmoid(_rows.call(_third.call(code.unsqueeze(1).expand(-1, 28, -1)).Item1));
        }
    }
}
