using System.Buffers.Binary;
using System.IO.Compression;
using System.Text.Json;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Managed.Tests;

/// <summary>The lecture's network trained from seed 1: its losses are PyTorch's, since the first weights, the order of the samples and every step are.</summary>
public class LectureNetTests
{
    private const double Tolerance = 5e-5;

    private static (double[] Epochs, double[] FirstSteps) Train(Tensor x)
    {
        manual_seed(1);
        using var net = nn.Sequential(
            nn.Linear(784, 256), nn.Sigmoid(), nn.Linear(256, 128), nn.Sigmoid(), nn.Linear(128, 256), nn.Sigmoid(), nn.Linear(256, 784), nn.Sigmoid());
        using var adam = optim.Adam(net.parameters());
        double[] epochs = new double[3];
        var steps = new List<double>();
        long n = x.shape[0];
        for (int epoch = 0; epoch < epochs.Length; epoch++)
        {
            using var order = randperm(n);
            for (long i = 0; i < n; i += 128)
            {
                using var scope = NewDisposeScope();
                var batch = x.index_select(0, order.slice(0, i, Math.Min(n, i + 128), 1));
                adam.zero_grad();
                var loss = F.mse_loss(net.call(batch), batch);
                loss.backward();
                adam.step();
                epochs[epoch] += loss.item<float>() * batch.shape[0] / n;
                if (steps.Count < 5) steps.Add(loss.item<float>());
            }
        }
        return (epochs, [.. steps]);
    }

    private static void AreThoseOfPyTorch((double[] Epochs, double[] FirstSteps) got, string data)
    {
        using var golden = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "golden", "lecture_net_seed1.json")));
        foreach (var (name, values) in new[] { ("epochs", got.Epochs), ("first_steps", got.FirstSteps) })
        {
            double[] wanted = [.. golden.RootElement.GetProperty(data).GetProperty(name).EnumerateArray().Select(e => e.GetDouble())];
            values.Length.ShouldBe(wanted.Length);
            for (int i = 0; i < wanted.Length; i++) values[i].ShouldBe(wanted[i], Tolerance, $"{name}[{i}]");
        }
    }

    [Fact]
    public void Three_epochs_on_a_pattern()
    {
        float[] values = new float[1000 * 784];
        for (int i = 0; i < values.Length; i++) values[i] = i % 97 * (i / 784 % 13) % 101 / 100f;
        using var x = tensor(values, 1000, 784);
        AreThoseOfPyTorch(Train(x), "pattern");
    }

    [SkippableFact]
    public void Three_epochs_on_MNIST()
    {
        string? folder = Environment.GetEnvironmentVariable("COURSE_DATA");
        string path = Path.Combine(folder ?? "", "mnist10k", "train-images-idx3-ubyte.gz");
        Skip.If(string.IsNullOrEmpty(folder) || !File.Exists(path), "COURSE_DATA has no mnist10k");
        using var file = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        byte[] header = new byte[16];
        file.ReadExactly(header);
        byte[] pixels = new byte[BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4)) * 784];
        file.ReadExactly(pixels);
        using var x = tensor(Array.ConvertAll(pixels, p => p / 255f), pixels.Length / 784, 784);
        AreThoseOfPyTorch(Train(x), "mnist");
    }
}
