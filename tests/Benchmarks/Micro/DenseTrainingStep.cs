using BenchmarkDotNet.Attributes;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Benchmarks.Micro;

/// <summary>One step of training the lecture's dense autoencoder: forward, loss, backward, Adam.</summary>
public class DenseTrainingStep : IDisposable
{
    private Sequential? _net;
    private optim.Optimizer? _adam;
    private Tensor? _batch;

    /// <summary>Images in a batch.</summary>
    [Params(32, 128)]
    public int Batch { get; set; }

    /// <summary>Makes the net, 784-256-128-256-784.</summary>
    [GlobalSetup]
    public void Build()
    {
        random.manual_seed(0);
        _net = nn.Sequential(
            nn.Linear(784, 256), nn.Sigmoid(), nn.Linear(256, 128), nn.Sigmoid(),
            nn.Linear(128, 256), nn.Sigmoid(), nn.Linear(256, 784), nn.Sigmoid());
        _adam = optim.Adam(_net.parameters());
        _batch = rand(Batch, 784);
    }

    /// <summary>One step.</summary>
    [Benchmark]
    public void Step()
    {
        using var scope = NewDisposeScope();
        _adam!.zero_grad();
        var loss = nn.functional.mse_loss(_net!.forward(_batch!), _batch!);
        loss.backward();
        _adam.step();
    }

    /// <summary>Frees the tensors.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _batch?.Dispose();
        _adam?.Dispose();
        _net?.Dispose();
        GC.SuppressFinalize(this);
    }
}
