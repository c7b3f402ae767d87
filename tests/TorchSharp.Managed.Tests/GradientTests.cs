using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Managed.Tests;

/// <summary>Derivatives against differences in float64.</summary>
public class GradientTests
{
    private static Tensor Wave(double k, params long[] shape)
    {
        double[] a = new double[shape.Aggregate(1L, (x, y) => x * y)];
        for (int i = 0; i < a.Length; i++) a[i] = Math.Sin(0.7 * i + k + 0.1) + 0.013 * i;
        return tensor(a, shape);
    }

    private static readonly Dictionary<string, (Func<Tensor[], Tensor> F, Tensor[] At)> Cases = new()
    {
        ["add"] = (t => t[0] + t[1], [Wave(0, 3, 4), Wave(1, 4)]),
        ["sub"] = (t => t[0] - t[1], [Wave(0, 3, 1), Wave(1, 4)]),
        ["mul"] = (t => t[0] * t[1], [Wave(0, 2, 3, 4), Wave(1, 3, 1)]),
        ["div"] = (t => t[0] / (t[1] + 3), [Wave(0, 3, 4), Wave(1, 3, 1)]),
        ["pow"] = (t => (t[0] + 2).pow(t[1]), [Wave(0, 5), Wave(1, 5)]),
        ["numbers"] = (t => 2.5 / (t[0] + 3) - 1.5 * t[0].pow(3) + (7 - t[0]) / 2.5 + t[0].square().pow(0) + t[0] % 0.4, [Wave(0, 5)]),
        ["maximum"] = (t => torch.maximum(t[0], t[1]) * torch.minimum(t[0], t[1] * 2), [Wave(0, 7), Wave(1, 7)]),
        ["remainder"] = (t => t[0] % (t[1] + 3), [Wave(0, 7) * 4, Wave(1, 7)]),
        ["exp"] = (t => t[0].exp() + t[0].expm1() + torch.exp2(t[0]), [Wave(0, 7)]),
        ["log"] = (t => (t[0] + 2).log() + (t[0] + 2).log2() + (t[0] + 2).log10() + t[0].log1p(), [Wave(0.3, 5) * 0.5]),
        ["sqrt"] = (t => (t[0] + 2).sqrt() + (t[0] + 2).rsqrt() + (t[0] + 2).reciprocal(), [Wave(0, 7)]),
        ["sin"] = (t => t[0].sin() * t[0].cos() + t[0].tan(), [Wave(0, 7) * 0.5]),
        ["erf"] = (t => t[0].erf(), [Wave(0, 7) * 3]),
        ["abs"] = (t => t[0].abs() + t[0].square() + t[0].neg(), [Wave(0, 7)]),
        ["clamp"] = (t => t[0].clamp(-0.5, 0.6) + t[0].clamp_min(0.1) * t[0].clamp_max(0.3) + t[0].nan_to_num(), [Wave(0, 9)]),
        ["steps"] = (t => t[0].floor() + t[0].ceil() + t[0].round() + t[0].trunc() + t[0].sign() + t[0], [Wave(0, 9)]),
        ["tanh"] = (t => t[0].tanh() * t[0].sigmoid(), [Wave(0, 19)]),
        ["relu"] = (t => t[0].relu() + F.leaky_relu(t[0], 0.1), [Wave(0, 19)]),
        ["elu"] = (t => F.elu(t[0], 0.7) + F.selu(t[0]), [Wave(0, 300)]),
        ["softplus"] = (t => F.softplus(t[0], 2, 1.5) + F.logsigmoid(t[0]), [Wave(0, 9)]),
        ["gelu"] = (t => F.gelu(t[0]) + F.gelu(t[0], Modules.GELU.Approximate.tanh) + F.silu(t[0]), [Wave(0, 9)]),
        ["softmax"] = (t => F.softmax(t[0], 1) + F.log_softmax(t[0], 0), [Wave(0, 3, 4)]),
        ["logsumexp"] = (t => torch.logsumexp(t[0], 1), [Wave(0, 3, 4)]),
        ["sum"] = (t => t[0].sum(new long[] { 0, 2 }) * t[0].mean(new long[] { 0, 2 }), [Wave(0, 2, 3, 4)]),
        ["prod"] = (t => t[0].prod(1), [Wave(0, 3, 4)]),
        ["prod with zero"] = (t => t[0].prod(), [tensor(new[] { 2.0, 0, 3, -1 })]),
        ["var"] = (t => t[0].var(1) + t[0].std(1, unbiased: false), [Wave(0, 3, 4)]),
        ["max"] = (t => t[0].max() * t[0].min(1).values + t[0].amax(new long[] { 1 }), [Wave(0, 3, 4)]),
        ["norm"] = (t => t[0].norm() + t[0].norm(3f) + t[0].norm(1, false, 1f).sum() + t[0].norm(float.PositiveInfinity) * t[0].norm(float.NegativeInfinity), [Wave(0, 3, 4)]),
        ["cumsum"] = (t => t[0].cumsum(0), [Wave(0, 3, 4)]),
        ["matmul"] = (t => torch.matmul(t[0], t[1]), [Wave(0, 2, 1, 3, 4), Wave(1, 5, 4, 2)]),
        ["matmul vector"] = (t => t[0].matmul(t[1]) * t[1].dot(t[1]), [Wave(0, 3, 4), Wave(1, 4)]),
        ["mm transposed"] = (t => t[0].t().mm(t[1].t()), [Wave(0, 4, 3), Wave(1, 2, 4)]),
        ["products of vectors and stacks"] = (t => t[0].bmm(t[1])[1].mv(t[2]), [Wave(0, 2, 3, 4), Wave(1, 2, 4, 5), Wave(2, 5)]),
        ["einsum"] = (t => torch.einsum("bij,bkj->bik", t[0], t[1]), [Wave(0, 2, 3, 4), Wave(1, 2, 5, 4)]),
        ["outer"] = (t => t[0].outer(t[1]).tril() + t[0].outer(t[1]).triu(1), [Wave(0, 3), Wave(1, 3)]),
        ["diag"] = (t => t[0].diag() * t[0].diag(1).sum() + t[0].trace() + t[1].diag().sum(), [Wave(0, 3, 3), Wave(1, 3)]),
        ["cdist"] = (t => cdist(t[0], t[1]) + cdist(t[0], t[1], 3) + cdist(t[0], t[1], 1) + cdist(t[0], t[1], double.PositiveInfinity), [Wave(0, 3, 4), Wave(1, 2, 4)]),
        ["views"] = (t => t[0].transpose(0, 2).reshape(4, 6)[1.., TensorIndex.Slice(0, 6, 2)].unsqueeze(0).expand(2, 3, 3), [Wave(0, 2, 3, 4)]),
        ["more views"] = (t => t[0].permute(2, 0, 1).narrow(0, 1, 2).flatten(1).unflatten(1, 3, 2).select(1, 2).unsqueeze(0).squeeze(0).expand_as(t[1]) * t[1].slice(0, 0, 2, 1), [Wave(0, 2, 3, 4), Wave(1, 2, 2)]),
        ["joins"] = (t => cat(new[] { t[0], stack(new[] { t[1], t[1] * 2 }) }, 0).repeat(1, 2).flip(0).roll(1, 1), [Wave(0, 3, 4), Wave(1, 4)]),
        ["stacks"] = (t => hstack(t[0], t[1]) * vstack(new[] { t[2], t[2] * 3 }), [Wave(0, 2, 3), Wave(1, 2, 2), Wave(2, 5)]),
        ["pieces"] = (t => t[0].split(2, 1)[1] * t[0].chunk(2, 1)[0] + t[0].unbind(1)[2].sum(), [Wave(0, 3, 4)]),
        ["pad"] = (t => F.pad(t[0], (1, -1, 2, 0)), [Wave(0, 3, 4)]),
        ["index"] = (t => t[0].index_select(1, tensor(new[] { 2L, 0, 2 })) * t[0][tensor(new[] { 0L, 1, 1 })][.., ..3], [Wave(0, 3, 4)]),
        ["gather"] = (t => t[0].gather(1, tensor(new long[,] { { 0, 0 }, { 3, 1 }, { 2, 2 } })) + t[0].scatter(1, tensor(new long[,] { { 1 }, { 3 }, { 0 } }), t[1])[.., ..2], [Wave(0, 3, 4), Wave(1, 3, 1)]),
        ["scatter_add"] = (t => t[0].scatter_add(1, tensor(new long[,] { { 1, 1 }, { 3, 0 }, { 0, 0 } }), t[1]), [Wave(0, 3, 4), Wave(1, 3, 2)]),
        ["mask"] = (t => where(t[0] > 0.2, t[0] * 2, t[1]).masked_fill(t[0] < -0.8, 3) + t[0].masked_select(t[0] > 0).sum(), [Wave(0, 3, 4), Wave(1, 4)]),
        ["index_put"] = (t => t[0].clone().index_put_(t[1], tensor(new[] { 2L, 0 })), [Wave(0, 3, 4), Wave(1, 2, 4)]),
        ["sort"] = (t => t[0].sort(1, true).Values * t[0].topk(4, 1, false).values + t[0].median(), [Wave(0, 3, 4)]),
        ["linear"] = (t => F.linear(t[0], t[1], t[2]), [Wave(0, 2, 3, 4), Wave(1, 5, 4), Wave(2, 5)]),
        ["conv2d in groups"] = (t => F.conv2d(t[0], t[1], t[2], [2, 1], [1, 2], [1, 2], 2), [Wave(0, 2, 4, 5, 6), Wave(1, 6, 2, 3, 2), Wave(2, 6)]),
        ["conv_transpose2d in groups"] = (t => F.conv_transpose2d(t[0], t[1], t[2], [2, 3], [1, 0], [1, 0], [1, 2], 2), [Wave(0, 2, 4, 3, 2), Wave(1, 4, 3, 3, 2), Wave(2, 6)]),
        ["conv2d same"] = (t => F.conv2d_padding(t[0], t[1], null, null, Padding.Same), [Wave(0, 1, 2, 4, 5), Wave(1, 3, 2, 2, 4)]),
        ["max_pool2d overlapping"] = (t => F.max_pool2d(t[0], 3, 2, 1) + F.max_pool2d(t[0], 2, 2, dilation: 2, padding: 1), [Wave(0, 2, 2, 6, 6)]),
        ["pools"] = (t => F.max_pool2d(t[0], 2) + F.avg_pool2d(t[0], (2, 2), count_include_pad: false), [Wave(0, 2, 2, 5, 4)]),
        ["avg_pool2d padded"] = (t => F.avg_pool2d(t[0], 3, 2, 1, true, false), [Wave(0, 1, 2, 6, 5)]),
        ["upsample"] = (t => F.upsample_nearest2d(t[0], [3, 5]), [Wave(0, 1, 2, 2, 3)]),
        ["batch_norm"] = (t => F.batch_norm(t[0], null, null, t[1], t[2], true), [Wave(0, 4, 3, 2), Wave(1, 3), Wave(2, 3)]),
        ["batch_norm in evaluation"] = (t => F.batch_norm(t[0], Wave(3, 3), Wave(4, 3).abs(), t[1], t[2]), [Wave(0, 4, 3, 2), Wave(1, 3), Wave(2, 3)]),
        ["layer_norm"] = (t => F.layer_norm(t[0], [3, 2], t[1], t[2]), [Wave(0, 4, 3, 2), Wave(1, 3, 2), Wave(2, 3, 2)]),
        ["normalize"] = (t => F.normalize(t[0]), [Wave(0, 4, 3)]),
        ["losses"] = (t => F.mse_loss(t[0], t[1]) + F.l1_loss(t[0], t[1]) + F.smooth_l1_loss(t[0], t[1], beta: 0.4) + F.huber_loss(t[0], t[1], 0.3), [Wave(0, 3, 4), Wave(1.3, 3, 4)]),
        ["losses of each"] = (t => F.mse_loss(t[0], t[1], nn.Reduction.None) * F.l1_loss(t[0], t[1], nn.Reduction.None) + F.smooth_l1_loss(t[0], t[1], nn.Reduction.None)
            + F.huber_loss(t[0], t[1], 0.3, nn.Reduction.None) * F.binary_cross_entropy_with_logits(t[0], t[1].sigmoid(), reduction: nn.Reduction.None), [Wave(0, 3, 4), Wave(1.3, 3, 4)]),
        ["cross-entropies"] = (t => F.binary_cross_entropy(t[0].sigmoid(), t[1].sigmoid()) + F.binary_cross_entropy_with_logits(t[0], t[1].sigmoid(), Wave(3, 4).abs(), nn.Reduction.Sum, Wave(2, 4).abs()), [Wave(0, 3, 4), Wave(1, 3, 4)]),
        ["classes"] = (t => F.cross_entropy(t[0], tensor(new[] { 2L, -100, 0 }), Wave(2, 4).abs()) + F.cross_entropy(t[0], tensor(new[] { 2L, 1, 0 }), label_smoothing: 0.2), [Wave(0, 3, 4)]),
        ["nll_loss"] = (t => F.nll_loss(F.log_softmax(t[0], 1), tensor(new[] { 2L, 1, 0 }), Wave(2, 4).abs()) + F.nll_loss(t[0], tensor(new[] { 2L, 1, 3 }), reduction: nn.Reduction.None), [Wave(0, 3, 4)]),
        ["kl_div"] = (t => F.kl_div(F.log_softmax(t[0], 1), F.softmax(t[1], 1), false) + F.kl_div(F.log_softmax(t[0], 1), F.log_softmax(t[1], 1)), [Wave(0, 3, 4), Wave(1, 3, 4)]),
        ["in place"] = (InPlace, [Wave(0, 3, 4), Wave(1, 4)]),
        ["functions in place"] = (t => FunctionsInPlace(t[0]), [Wave(0, 3, 4) * 0.3]),
        ["dropout"] = (t => { manual_seed(1); return F.dropout(t[0], 0.4) * t[0]; }, [Wave(0, 3, 4)]),
    };

    /// <summary>The functions that can be written over their argument, each on a copy.</summary>
    private static Tensor FunctionsInPlace(Tensor x)
    {
        Func<Tensor, Tensor>[] functions =
        [
            t => t.abs_(), t => t.exp_(), t => t.log_(), t => t.sqrt_(), t => t.rsqrt_(), t => t.reciprocal_(), t => t.sin_(), t => t.cos_(), t => t.tan_(), t => t.sigmoid_(), t => t.tanh_(),
            t => t.erf_(), t => t.neg_(), t => t.clamp_(1.9, 2.2), t => t.pow_(3), t => t.div_(1.7), t => t.sub_(0.3), t => t.remainder_(0.7), t => t.masked_fill_(x > 0.1, 4), t => t.square().mul_(x),
        ];
        return stack(functions.Select(f => f((x + 2).clone())).ToArray());
    }

    private static Tensor InPlace(Tensor[] t)
    {
        var y = t[0] * 2;
        var early = y[1..];
        y.mul_(Wave(1, 4));
        y.add_(t[1]).tanh_();
        y[0].mul_(3);
        y[.., 1] = t[1][1] * t[1][1];
        return y * t[0] + early.sum(new long[] { 0 });
    }

    public static TheoryData<string> Names() => [.. Cases.Keys];

    /// <summary>What the tests below are about, and pools of pairs, which are in float32 alone and have tests with the other windows.</summary>
    private static readonly string[] Elsewhere = ["LstmNode", "ConvertNode", "PairNode"];

    [Fact]
    public void Every_kind_of_record_is_among_the_cases()
    {
        var seen = new HashSet<string>();
        void walk(Node? node)
        {
            if (node is null) return;
            seen.Add(node.GetType().Name);
            for (int i = 0; i < 3; i++) walk(node.Source(i));
        }
        foreach (var (f, at) in Cases.Values) walk(f([.. at.Select(t => t.detach().clone().requires_grad_())]).GradEdge().Target);
        typeof(torch).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Node)) && !t.IsAbstract).Select(t => t.Name).Except(seen).Except(Elsewhere).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Derivative_is_the_limit_of_differences(string name)
    {
        var (f, at) = Cases[name];
        var leaves = at.Select(t => t.detach().clone().requires_grad_()).ToArray();
        var y = f(leaves);
        var weights = Wave(2.2, y.shape);
        (y * weights).sum().backward();
        using var guard = no_grad();
        double value(Tensor[] inputs) => (f(inputs) * weights).sum().item<double>();
        const double h = 1e-5;
        for (int k = 0; k < leaves.Length; k++)
        {
            var gradient = leaves[k].grad.ShouldNotBeNull($"gradient {k}").contiguous().data<double>();
            long step = Math.Max(1, leaves[k].numel() / 24);
            for (long i = 0; i < leaves[k].numel(); i += step)
            {
                double shifted(double by)
                {
                    var moved = at.Select(t => t.detach().clone()).ToArray();
                    moved[k].view(-1)[i] += by;
                    return value(moved);
                }
                double difference = (shifted(h) - shifted(-h)) / (2 * h);
                (Math.Abs(difference - gradient[i]) < 2e-7 * Math.Max(1, Math.Abs(difference))).ShouldBeTrue($"input {k}, element {i}: {gradient[i]:R}, by differences {difference:R}");
            }
        }
    }

    [Fact]
    public void A_change_of_type_hands_the_gradient_back()
    {
        var x = Wave(0, 3, 4).requires_grad_();
        // Differences would drown in the rounding of float32.
        (x.to(float32) * 0.5f).to(float64).backward([Wave(1, 3, 4)]);
        x.grad!.dtype.ShouldBe(float64);
        double[] gradient = x.grad!.data<double>().ToArray(), wanted = Wave(1, 3, 4).data<double>().ToArray();
        for (int i = 0; i < gradient.Length; i++) gradient[i].ShouldBe(0.5 * (float)wanted[i]);
    }

    public static TheoryData<string, string> Layers()
    {
        var data = new TheoryData<string, string>();
        foreach (string layer in new[] { "Linear", "Conv2d", "ConvTranspose2d" })
            foreach (string activation in new[] { "ReLU", "SELU", "ELU", "Sigmoid", "Tanh" }) data.Add(layer, activation);
        return data;
    }

    /// <summary>A chain computes a layer and the activation after it in one go.</summary>
    [Theory]
    [MemberData(nameof(Layers))]
    public void Derivative_of_a_layer_with_its_activation_is_the_limit_of_differences(string layer, string activation)
    {
        manual_seed(2);
        nn.Module<Tensor, Tensor> of = layer switch { "Linear" => nn.Linear(5, 3, dtype: float64), "Conv2d" => nn.Conv2d(2, 3, 3, padding: 1, dtype: float64), _ => nn.ConvTranspose2d(2, 3, 3, stride: 2, dtype: float64) };
        nn.Module<Tensor, Tensor> f = activation switch { "ReLU" => nn.ReLU(), "SELU" => nn.SELU(), "ELU" => nn.ELU(0.7), "Sigmoid" => nn.Sigmoid(), _ => nn.Tanh() };
        var chain = nn.Sequential(of, f);
        var x = (layer == "Linear" ? Wave(0, 4, 5) : Wave(0, 2, 2, 4, 3)).requires_grad_();
        IsTheLimitOfDifferences(chain.parameters().Cast<Tensor>().Append(x), () =>
        {
            var y = chain.call(x);
            return (y * Wave(1, y.shape)).sum();
        });
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void Lstm_derivative_is_the_limit_of_differences(bool batchFirst, bool bidirectional)
    {
        var m = nn.LSTM(3, 4, 2, batchFirst: batchFirst, bidirectional: bidirectional, dtype: float64);
        var x = Wave(0, 5, 2, 3).requires_grad_();
        Tensor loss()
        {
            var (o, h, c) = m.call(x);
            return (o * Wave(1, o.shape)).sum() + (h * Wave(2, h.shape)).sum() + (c * Wave(3, c.shape)).sum();
        }
        IsTheLimitOfDifferences(m.parameters().Cast<Tensor>().Append(x), loss);
    }

    private static void IsTheLimitOfDifferences(IEnumerable<Tensor> leaves, Func<Tensor> loss)
    {
        loss().backward();
        using var guard = no_grad();
        foreach (var p in leaves)
        {
            var gradient = p.grad!.data<double>();
            var flat = p.view(-1);
            for (long i = 0; i < p.numel(); i += Math.Max(1, p.numel() / 5))
            {
                double old = flat[i].item<double>();
                flat[i] = old + 1e-5;
                double up = loss().item<double>();
                flat[i] = old - 1e-5;
                double down = loss().item<double>();
                flat[i] = old;
                gradient[i].ShouldBe((up - down) / 2e-5, 1e-7);
            }
        }
    }
}
