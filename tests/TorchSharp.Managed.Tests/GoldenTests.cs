using System.Text.Json;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Managed.Tests;

/// <summary>Values and gradients of PyTorch in float64.</summary>
public class GoldenTests
{
    private static JsonElement Read(string name) => JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "golden", name + ".json"))).RootElement;

    private static Tensor T(JsonElement json, bool leaf = false)
    {
        var shape = new List<long>();
        for (var e = json; e.ValueKind == JsonValueKind.Array; e = e[0])
        {
            shape.Add(e.GetArrayLength());
            if (shape[^1] == 0) break;
        }
        var values = new List<double>();
        Collect(json, values);
        return tensor([.. values], shape.ToArray(), requires_grad: leaf);
    }

    private static void Collect(JsonElement json, List<double> values)
    {
        if (json.ValueKind == JsonValueKind.Array) foreach (var e in json.EnumerateArray()) Collect(e, values);
        else values.Add(json.GetDouble());
    }

    private static void Same(Tensor? got, JsonElement want, string what, double tolerance = 1e-10)
    {
        using var expected = T(want);
        Same(got, expected, what, tolerance);
    }

    private static void Same(Tensor? got, Tensor expected, string what, double tolerance = 1e-10)
    {
        got.ShouldNotBeNull(what);
        got.shape.ShouldBe(expected.shape, what);
        double[] g = got.detach().contiguous().data<double>().ToArray(), w = expected.data<double>().ToArray();
        // A comparison, not ShouldBeLessThan, for which NaN is less than anything.
        for (int i = 0; i < g.Length; i++) (Math.Abs(g[i] - w[i]) <= tolerance * Math.Max(1, Math.Abs(w[i]))).ShouldBeTrue($"{what}[{i}]: {g[i]:R} instead of {w[i]:R}");
    }

    [Fact]
    public void Linear()
    {
        var j = Read("linear");
        var (x, w, b) = (T(j.GetProperty("x"), true), T(j.GetProperty("W[out,in]"), true), T(j.GetProperty("b"), true));
        var y = F.linear(x, w, b);
        Same(y, j.GetProperty("y"), "y");
        (y * T(j.GetProperty("dL/dy"))).sum().backward();
        Same(x.grad, j.GetProperty("dx"), "dx");
        Same(w.grad, j.GetProperty("dW"), "dW");
        Same(b.grad, j.GetProperty("db"), "db");
    }

    public static TheoryData<string> ActivationNames() => ["selu", "sigmoid", "tanh", "relu", "elu", "softplus"];

    [Theory]
    [MemberData(nameof(ActivationNames))]
    public void Activation(string name)
    {
        var j = Read("activations");
        var x = T(j.GetProperty("x"), true);
        var y = name switch { "selu" => F.selu(x), "sigmoid" => torch.sigmoid(x), "tanh" => torch.tanh(x), "relu" => F.relu(x), "elu" => F.elu(x, 1), _ => F.softplus(x) };
        Same(y, j.GetProperty(name).GetProperty("y"), "y");
        y.sum().backward();
        Same(x.grad, j.GetProperty(name).GetProperty("dy/dx"), "dy/dx");
    }

    [Fact]
    public void The_constants_of_selu()
    {
        var j = Read("activations");
        double scale = j.GetProperty("selu_scale").GetDouble();
        F.selu(tensor(new[] { 1, double.NegativeInfinity })).data<double>().ToArray().ShouldBe([scale, -scale * j.GetProperty("selu_alpha").GetDouble()], 1e-15);
    }

    [Fact]
    public void Losses()
    {
        var j = Read("losses");
        var bce = j.GetProperty("bce");
        var p = T(bce.GetProperty("p"), true);
        var loss = F.binary_cross_entropy(p, T(bce.GetProperty("target")));
        Same(loss, bce.GetProperty("loss_mean"), "BCE");
        loss.backward();
        // One entry lies 1e-12 below 1: there PyTorch's p (1 - p), one pass in vectors, has few digits.
        using (no_grad())
        {
            using var near = (p < 1).logical_and(p > 1 - 1e-9);
            Same(p.grad, bce.GetProperty("dp"), "dBCE", 1e-4);
            Same(p.grad!.masked_fill(near, 0), T(bce.GetProperty("dp")).masked_fill(near, 0), "dBCE");
        }
        // Keras keeps probabilities 1e-7 away from 0 and 1, and in its older form adds as much within the logarithm.
        using var clipped = T(bce.GetProperty("p")).clamp(1e-7, 1 - 1e-7);
        using var target = T(bce.GetProperty("target"));
        Same(F.binary_cross_entropy(clipped, target), bce.GetProperty("loss_clip_only"), "clipped BCE");
        Same(-(target * (clipped + 1e-7).log() + (1 - target) * (1 - clipped + 1e-7).log()).mean(), bce.GetProperty("loss_keras_formula_eps1e-7(clip, then log(p+eps))"), "Keras's BCE");
        var logits = j.GetProperty("bce_with_logits");
        var z = T(logits.GetProperty("z"), true);
        var of = F.binary_cross_entropy_with_logits(z, T(logits.GetProperty("target", bce)));
        Same(of, logits.GetProperty("loss_mean"), "BCE of logits");
        of.backward();
        Same(z.grad, logits.GetProperty("dz"), "dz");
        var mse = j.GetProperty("mse");
        var a = T(mse.GetProperty("a"), true);
        var square = F.mse_loss(a, T(mse.GetProperty("target")));
        Same(square, mse.GetProperty("loss_mean"), "MSE");
        square.backward();
        Same(a.grad, mse.GetProperty("da"), "da");
    }

    [Theory]
    [InlineData("conv2d", "W[out,in,kh,kw]")]
    [InlineData("conv_transpose2d", "W[in,out,kh,kw]")]
    public void Convolution(string file, string weight)
    {
        foreach (var c in Read(file).GetProperty("cases").EnumerateArray())
        {
            long stride = c.GetProperty("stride").GetInt64(), padding = c.GetProperty("padding").GetInt64();
            var (x, w, b) = (T(c.GetProperty("x"), true), T(c.GetProperty(weight), true), T(c.GetProperty("b"), true));
            var y = file == "conv2d"
                ? F.conv2d(x, w, b, [stride, stride], [padding, padding])
                : F.conv_transpose2d(x, w, b, [stride, stride], [padding, padding], [c.GetProperty("output_padding").GetInt64()]);
            if (file != "conv2d" && c.GetProperty("crop_to_in*stride_at_end").GetBoolean()) y = y[TensorIndex.Ellipsis, TensorIndex.Slice(0, x.shape[2] * stride), TensorIndex.Slice(0, x.shape[3] * stride)];
            Same(y, c.GetProperty("y"), "y");
            (y * T(c.GetProperty("dy"))).sum().backward();
            Same(x.grad, c.GetProperty("dx"), "dx");
            Same(w.grad, c.GetProperty("dW"), "dW");
            Same(b.grad, c.GetProperty("db"), "db");
        }
    }

    [Fact]
    public void Max_pooling_with_ties()
    {
        foreach (var c in Read("maxpool2d").GetProperty("cases").EnumerateArray())
        {
            var x = T(c.GetProperty("x"), true);
            var (y, places) = F.max_pool2d_with_indices(x, [2]);
            Same(y, c.GetProperty("y"), "y");
            Same(places.to(float64), c.GetProperty("argmax_flat_in_plane"), "places");
            (y * T(c.GetProperty("dy"))).sum().backward();
            Same(x.grad, c.GetProperty("dx"), "dx");
        }
    }

    [Fact]
    public void Lstm()
    {
        var j = Read("lstm");
        var m = nn.LSTM(4, 5, batchFirst: true, dtype: float64);
        using (no_grad()) foreach (var (name, p) in m.named_parameters()) p.copy_(T(j.GetProperty(name)));
        var x = T(j.GetProperty("x[B,T,in]"), true);
        var (y, h, c) = m.call(x);
        Same(y, j.GetProperty("y"), "y");
        Same(h, j.GetProperty("h_n"), "h_n");
        Same(c, j.GetProperty("c_n"), "c_n");
        ((y * T(j.GetProperty("dy"))).sum() + (h * T(j.GetProperty("dh_n"))).sum() + (c * T(j.GetProperty("dc_n"))).sum()).backward();
        Same(x.grad, j.GetProperty("dx"), "dx");
        foreach (var (name, p) in m.named_parameters()) Same(p.grad, j.GetProperty("d_" + name), name);
    }

    [Theory]
    [InlineData("sgd_lr1.5")]
    [InlineData("sgd_lr0.1")]
    [InlineData("sgd_lr0.1_momentum0.9")]
    [InlineData("adam_default")]
    [InlineData("adam_lr0.1")]
    public void Optimizer(string name)
    {
        var j = Read("optimizers");
        var parameters = Parameters(j.GetProperty("init"));
        var (x, t) = (T(j.GetProperty("x")), T(j.GetProperty("target")));
        optim.Optimizer o = name switch
        {
            "sgd_lr1.5" => optim.SGD(parameters.Values, 1.5),
            "sgd_lr0.1" => optim.SGD(parameters.Values, 0.1),
            "sgd_lr0.1_momentum0.9" => optim.SGD(parameters.Values, 0.1, 0.9),
            "adam_default" => optim.Adam(parameters.Values),
            _ => optim.Adam(parameters.Values, 0.1),
        };
        Steps(parameters, () => F.mse_loss(F.linear(x, parameters["w"], parameters["b"]), t), o, j.GetProperty(name));
    }

    private static Dictionary<string, Parameter> Parameters(JsonElement init) => init.EnumerateObject().ToDictionary(e => e.Name, e => nn.Parameter(T(e.Value)));

    private static void Steps(Dictionary<string, Parameter> parameters, Func<Tensor> loss, optim.Optimizer optimizer, JsonElement steps)
    {
        int n = 0;
        foreach (var step in steps.EnumerateArray())
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            var l = loss();
            Same(l, step.GetProperty("loss"), $"loss of step {n}");
            l.backward();
            foreach (var g in step.GetProperty("grads").EnumerateObject()) Same(parameters[g.Name].grad, g.Value, $"d{g.Name} in step {n}");
            optimizer.step();
            foreach (var p in step.GetProperty("params_after").EnumerateObject()) Same(parameters[p.Name], p.Value, $"{p.Name} after step {n}");
            n++;
        }
    }

    [Theory]
    [InlineData("net_stacked_selu_bce_sgd")]
    [InlineData("net_torch_example_sigmoid_mse_adam")]
    public void Stacked_network(string name)
    {
        var j = Read(name);
        var p = Parameters(j.GetProperty("init"));
        var x = T(j.GetProperty("x"));
        bool selu = name.Contains("selu", StringComparison.Ordinal);
        // Once as functions, once as a chain, whose layers and activations are computed together.
        Tensor f(Tensor z)
        {
            for (int i = 1; i < 4; i++) z = selu ? F.selu(F.linear(z, p["W" + i], p["b" + i])) : torch.sigmoid(F.linear(z, p["W" + i], p["b" + i]));
            return torch.sigmoid(F.linear(z, p["W4"], p["b4"]));
        }
        var layers = new List<nn.Module<Tensor, Tensor>>();
        for (int i = 1; i <= 4; i++)
        {
            layers.Add(nn.Linear(p["W" + i], p["b" + i]));
            layers.Add(selu && i < 4 ? nn.SELU() : nn.Sigmoid());
        }
        var chain = nn.Sequential(layers);
        Same(f(x), j.GetProperty("out0"), "out0");
        Same(chain.call(x), j.GetProperty("out0"), "out0 of the chain");
        optim.Optimizer o = selu ? optim.SGD(p.Values, 1.5) : optim.Adam(p.Values);
        Steps(p, () => selu ? F.binary_cross_entropy(chain.call(x), x) : F.mse_loss(f(x), x), o, j.GetProperty("steps"));
    }

    [Fact]
    public void Linear_autoencoder_reaches_the_bound_of_PCA()
    {
        var j = Read("net_linear_ae_sgd");
        var data = Read("lecture_data3d_seed4");
        var p = Parameters(j.GetProperty("init"));
        var x = T(data.GetProperty("X")) - T(data.GetProperty("mean"));
        Tensor loss() => F.mse_loss(F.linear(F.linear(x, p["W1"], p["b1"]), p["W2"], p["b2"]), x);
        Steps(p, loss, optim.SGD(p.Values, 1.5), j.GetProperty("steps"));
        var o = optim.SGD(p.Values, 0.5);
        double last = 0;
        for (int i = 0; i < 2000; i++)
        {
            using var scope = NewDisposeScope();
            o.zero_grad();
            var l = loss();
            l.backward();
            o.step();
            last = l.item<double>();
        }
        last.ShouldBe(j.GetProperty("final_loss_after_2003").GetDouble(), 1e-9);
        last.ShouldBeGreaterThan(j.GetProperty("pca_bound").GetDouble());
    }

    [Theory]
    [InlineData("gaussian_noise")]
    [InlineData("dropout0.5")]
    public void Denoising_network(string kind)
    {
        var j = Read("net_denoise_dropout_given_noise");
        var p = Parameters(j.GetProperty("init"));
        var x = T(j.GetProperty("x"));
        var input = kind == "gaussian_noise" ? x + T(j.GetProperty("noise")) : x * T(j.GetProperty("mask")) * 2;
        Same(input, j.GetProperty(kind).GetProperty("net_input"), "input");
        var l = F.binary_cross_entropy(torch.sigmoid(F.linear(F.selu(F.linear(input, p["W1"], p["b1"])), p["W2"], p["b2"])), x);
        Same(l, j.GetProperty(kind).GetProperty("loss"), "loss");
        l.backward();
        foreach (var g in j.GetProperty(kind).GetProperty("grads").EnumerateObject()) Same(p[g.Name].grad, g.Value, g.Name);
    }

    [Fact]
    public void Convolutional_autoencoder()
    {
        var j = Read("net_conv_ae");
        var p = Parameters(j.GetProperty("init"));
        var x = T(j.GetProperty("x"));
        Tensor? code = null;
        var shapes = new List<string>();
        Tensor seen(Tensor z)
        {
            shapes.Add(string.Join(" x ", z.shape));
            return z;
        }
        Tensor f(Tensor z)
        {
            foreach (string c in new[] { "1", "2", "3" }) z = seen(F.max_pool2d(F.selu(F.conv2d(z, p["C" + c], p["c" + c], padding: [1, 1])), 2));
            code = z;
            z = seen(F.selu(F.conv_transpose2d(z, p["T1"], p["t1"], [2, 2])));
            z = seen(F.selu(F.conv_transpose2d(z, p["T2"], p["t2"], [2, 2])[.., .., ..14, ..14]));
            return seen(torch.sigmoid(F.conv_transpose2d(z, p["T3"], p["t3"], [2, 2])[.., .., ..28, ..28]));
        }
        Same(f(x), j.GetProperty("out0"), "out0");
        shapes.ShouldBe(j.GetProperty("shapes").EnumerateArray().Select(s => string.Join(" x ", s.EnumerateArray())));
        Same(code, j.GetProperty("code0"), "code0");
        Steps(p, () => F.binary_cross_entropy(f(x), x), optim.SGD(p.Values, 1), j.GetProperty("steps"));
    }

    private sealed class Recurrent : nn.Module<Tensor, Tensor>
    {
        private readonly LSTM e1 = nn.LSTM(4, 5, batchFirst: true, dtype: float64), e2 = nn.LSTM(5, 3, batchFirst: true, dtype: float64), d1 = nn.LSTM(3, 5, batchFirst: true, dtype: float64);
        private readonly Linear o = nn.Linear(5, 4, dtype: float64);

        internal Recurrent() : base(nameof(Recurrent)) => RegisterComponents();

        internal Tensor? Code { get; private set; }

        public override Tensor forward(Tensor x)
        {
            Code = e2.call(e1.call(x).Item1).Item1[.., -1];
            return torch.sigmoid(o.call(d1.call(Code.unsqueeze(1).expand(-1, x.shape[1], -1)).Item1));
        }
    }

    [Fact]
    public void Recurrent_autoencoder()
    {
        var j = Read("net_lstm_ae");
        var m = new Recurrent();
        var p = m.named_parameters().ToDictionary(e => e.name, e => e.parameter);
        p.Keys.ShouldBe(j.GetProperty("init").EnumerateObject().Select(e => e.Name), ignoreOrder: true);
        using (no_grad()) foreach (var e in j.GetProperty("init").EnumerateObject()) p[e.Name].copy_(T(e.Value));
        foreach (var (name, q) in p) if (name.Contains("bias_hh", StringComparison.Ordinal)) q.requires_grad = false;
        var x = T(j.GetProperty("x[B,T,F]"));
        Same(m.call(x), j.GetProperty("out0"), "out0");
        Same(m.Code, j.GetProperty("code0"), "code0");
        Steps(p, () => F.binary_cross_entropy(m.call(x), x), optim.SGD(p.Values.Where(q => q.requires_grad), 0.1), j.GetProperty("steps"));
    }

    [Fact]
    public void Random_numbers_of_seed_42()
    {
        var j = Read("rng_legacy_numpy").GetProperty("torch_seed42_float64");
        manual_seed(42);
        Same(rand(5, dtype: float64), j.GetProperty("rand5"), "rand", 0);
        manual_seed(42);
        Same(randn(5, dtype: float64), j.GetProperty("randn5"), "randn below 16", 1e-15);
        manual_seed(42);
        Same(randn(20, dtype: float64), j.GetProperty("randn20"), "randn from 16", 1e-14);
        manual_seed(42);
        Same(randperm(10).to(float64), j.GetProperty("randperm10"), "randperm", 0);
        manual_seed(42);
        Same(rand(5).to(float64), j.GetProperty("rand5_float32"), "rand float32", 0);
    }
}

internal static class JsonProperties
{
    /// <summary>A property, from another object where the first has none of the name.</summary>
    internal static JsonElement GetProperty(this JsonElement json, string name, JsonElement other) => json.TryGetProperty(name, out var value) ? value : other.GetProperty(name);
}
