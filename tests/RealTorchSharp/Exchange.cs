using System.Globalization;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RealTorchSharp;

/// <summary>Files of tensors, models and optimizers that one package saves and the other loads.</summary>
internal static class Exchange
{
    private const int Steps = 3;

    private static readonly Dictionary<string, Func<nn.Module>> Models = new()
    {
        ["linear"] = () => nn.Linear(3, 2),
        ["linear without bias"] = () => nn.Linear(3, 2, false),
        ["linear of doubles"] = () => nn.Linear(2, 2, dtype: float64),
        ["chain with names"] = () => nn.Sequential(("first", nn.Linear(3, 4)), ("relu", nn.ReLU()), ("last", nn.Linear(4, 2))),
        ["convolution and batch norm"] = () => nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2), nn.ReLU()),
        ["transposed convolution"] = () => nn.ConvTranspose2d(2, 1, 3, stride: 2),
        ["layer norm"] = () => nn.LayerNorm(3),
        ["lstm"] = () => nn.LSTM(3, 4, 2, batchFirst: true),
        ["own module"] = () => new Own(),
    };

    private static readonly Dictionary<string, Func<IEnumerable<Parameter>, OptimizerHelper>> Optimizers = new()
    {
        ["Adam"] = p => optim.Adam(p, 0.01),
        ["Adam, all options"] = p => optim.Adam(p, 0.01, 0.8, 0.9, 1e-6, 0.1, amsgrad: true, maximize: true),
        ["AdamW"] = p => optim.AdamW(p, 0.01),
        ["SGD"] = p => optim.SGD(p, 0.1),
        ["SGD with momentum"] = p => optim.SGD(p, 0.05, 0.9, 0, 0.01, nesterov: true),
        ["RMSProp"] = p => optim.RMSProp(p, 0.01),
        ["RMSProp, all options"] = p => optim.RMSProp(p, 0.01, 0.9, 1e-6, 0.01, 0.5, centered: true),
        ["Adagrad"] = p => optim.Adagrad(p, 0.1),
    };

    private static readonly Dictionary<string, Func<Tensor>> Tensors = new()
    {
        ["floats"] = () => arange(0, 6, 1, float32).reshape(2, 3),
        ["doubles, transposed"] = () => arange(0, 6, 1, float64).reshape(2, 3).t(),
        ["many integers"] = () => arange(0, 70_000, 1, int64),
        ["booleans"] = () => tensor(new[] { true, false, true }),
        ["a number"] = () => tensor(-1.5),
        ["nothing"] = () => zeros(0, 3),
        ["a part"] = () => arange(0, 10, 1, float32).slice(0, 2, 8, 2),
        ["a parameter"] = () => ones(2, 2, requires_grad: true),
    };

    /// <summary>Saves every tensor and every model; and every optimizer after some steps, with its model and the losses of the next steps.</summary>
    public static void Write(string folder)
    {
        foreach (var (name, make) in Tensors) save(make(), Path.Combine(folder, name + ".pt"));
        foreach (var (name, make) in Models) Filled(make()).save(Path.Combine(folder, name));
        foreach (var (name, make) in Optimizers)
        {
            var (model, optimizer) = Trained(make);
            Losses(model, optimizer);
            model.save(Path.Combine(folder, name + ".model"));
            optimizer.save_state_dict(Path.Combine(folder, name + ".optimizer"));
            File.WriteAllLines(Path.Combine(folder, name + ".losses"), Losses(model, optimizer).Select(loss => loss.ToString("R", CultureInfo.InvariantCulture)));
        }
    }

    /// <summary>The files whose contents are not what <see cref="Write"/> of this package saves.</summary>
    public static IEnumerable<string> Differences(string folder)
    {
        foreach (var (name, make) in Tensors)
        {
            var (read, wanted) = (load(Path.Combine(folder, name + ".pt")), make());
            if (!read.Equals(wanted) || read.dtype != wanted.dtype || read.requires_grad != wanted.requires_grad) yield return name;
        }
        foreach (var (name, make) in Models)
        {
            var (read, wanted) = (make(), Filled(make()));
            read.load(Path.Combine(folder, name));
            var states = read.state_dict().Zip(wanted.state_dict());
            if (!states.All(pair => pair.First.Key == pair.Second.Key && pair.First.Value.Equals(pair.Second.Value))) yield return name;
        }
        foreach (var (name, make) in Optimizers)
        {
            var (model, optimizer) = Trained(make);
            model.load(Path.Combine(folder, name + ".model"));
            optimizer.load_state_dict(Path.Combine(folder, name + ".optimizer"));
            var wanted = File.ReadAllLines(Path.Combine(folder, name + ".losses")).Select(line => double.Parse(line, CultureInfo.InvariantCulture));
            if (Losses(model, optimizer).Zip(wanted).Any(pair => Math.Abs(pair.First - pair.Second) > 1e-5)) yield return name;
        }
    }

    /// <summary>Numbers that have no rounding to differ in.</summary>
    private static nn.Module Filled(nn.Module model)
    {
        using var guard = no_grad();
        int start = 0;
        foreach (var (_, tensor) in model.state_dict()) tensor.copy_(((arange(0, tensor.numel(), 1, float64) + start++) % 13 / 8).reshape(tensor.shape));
        return model;
    }

    private static (nn.Module<Tensor, Tensor> Model, OptimizerHelper Optimizer) Trained(Func<IEnumerable<Parameter>, OptimizerHelper> make)
    {
        var model = nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 2));
        Filled(model);
        return (model, make(model.parameters()));
    }

    private static double[] Losses(nn.Module<Tensor, Tensor> model, OptimizerHelper optimizer)
    {
        var (x, y) = (arange(0, 24, 1, float32).reshape(8, 3) % 5 / 4, arange(0, 16, 1, float32).reshape(8, 2) % 3 / 2);
        return [.. Enumerable.Range(0, Steps).Select(_ =>
        {
            optimizer.zero_grad();
            var loss = nn.functional.mse_loss(model.call(x), y);
            loss.backward();
            optimizer.step();
            return (double)loss.item<float>();
        })];
    }

    /// <summary>Fields in another order than the alphabet's, a parameter, a buffer and a module of modules.</summary>
    private sealed class Own : nn.Module<Tensor, Tensor>
    {
        private readonly Linear second = nn.Linear(2, 3), first = nn.Linear(3, 2);
        private readonly Parameter scale = nn.Parameter(ones(2));
        private readonly Sequential inner = nn.Sequential(nn.Linear(2, 2), nn.Tanh());

        public Own() : base(nameof(Own))
        {
            register_buffer("mean", zeros(3));
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => second.call(inner.call(first.call(input - get_buffer("mean")!) * scale));
    }
}
