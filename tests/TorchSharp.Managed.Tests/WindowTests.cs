using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Managed.Tests;

/// <summary>Convolutions and pools against their definitions, at widths around a register's.</summary>
public class WindowTests
{
    [Theory]
    [InlineData(1, 1, 1, 1, 0, 1)]
    [InlineData(1, 7, 3, 1, 1, 1)]
    [InlineData(2, 8, 3, 1, 1, 2)]
    [InlineData(2, 9, 2, 1, 0, 1)]
    [InlineData(2, 16, 3, 1, 2, 1)]
    [InlineData(3, 17, 3, 2, 1, 1)]
    [InlineData(4, 31, 5, 1, 2, 2)]
    [InlineData(2, 33, 3, 3, 0, 1)]
    public void A_convolution_is_the_sum_over_its_window(int channels, int size, int kernel, int stride, int padding, int groups)
    {
        manual_seed(3);
        int outs = 2 * groups;
        using var x = randn(5, channels, size, size + 1, ScalarType.Float64);
        using var w = randn(outs, channels / groups, kernel, kernel, ScalarType.Float64);
        using var b = randn(outs, ScalarType.Float64);
        using var y = F.conv2d(x, w, b, [stride, stride], [padding, padding], [1, 1], groups);
        var (px, pw, pb, py) = (x.data<double>().ToArray(), w.data<double>().ToArray(), b.data<double>().ToArray(), y.data<double>().ToArray());
        int h = size, width = size + 1, inner = channels / groups, outH = (int)y.shape[2], outW = (int)y.shape[3];
        for (int image = 0, at = 0; image < 5; image++)
            for (int o = 0; o < outs; o++)
                for (int oy = 0; oy < outH; oy++)
                    for (int ox = 0; ox < outW; ox++, at++)
                    {
                        double sum = pb[o];
                        for (int c = 0; c < inner; c++)
                            for (int ky = 0; ky < kernel; ky++)
                                for (int kx = 0; kx < kernel; kx++)
                                {
                                    int yy = oy * stride + ky - padding, xx = ox * stride + kx - padding;
                                    if ((uint)yy >= (uint)h || (uint)xx >= (uint)width) continue;
                                    int channel = o / (outs / groups) * inner + c;
                                    sum += px[((image * channels + channel) * h + yy) * width + xx] * pw[((o * inner + c) * kernel + ky) * kernel + kx];
                                }
                        py[at].ShouldBe(sum, 1e-12 * kernel * kernel * channels);
                    }
    }

    /// <summary>The transposed convolution is the adjoint: (A x, y) = (x, A^T y); and so are the gradients of both.</summary>
    [Theory]
    [InlineData(7, 3, 1, 1)]
    [InlineData(8, 3, 1, 0)]
    [InlineData(15, 3, 2, 1)]
    [InlineData(17, 2, 2, 0)]
    public void The_transposed_convolution_is_the_adjoint(int size, int kernel, int stride, int padding)
    {
        manual_seed(4);
        using var x = randn(3, 2, size, size, ScalarType.Float64);
        using var w = randn(4, 2, kernel, kernel, ScalarType.Float64);
        using var ax = F.conv2d(x, w, null, [stride, stride], [padding, padding]);
        using var y = randn(ax.shape, ScalarType.Float64);
        long extra = size - ((ax.shape[2] - 1) * stride - 2 * padding + kernel);
        using var aty = F.conv_transpose2d(y, w, null, [stride, stride], [padding, padding], [extra, extra]);
        (ax * y).sum().item<double>().ShouldBe((x * aty).sum().item<double>(), 1e-9);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(16)]
    [InlineData(19)]
    public void A_pool_of_pairs_picks_the_first_of_the_largest_and_any_nan(int half)
    {
        var random = new Random(5);
        int h = 2 * half, w = 2 * half + 1;
        float[] values = [.. Enumerable.Range(0, 3 * h * w).Select(_ => random.Next(12) is var v && v == 0 ? float.NaN : v / 3)];
        using var x = tensor(values, 1, 3, h, w);
        var (y, places) = F.max_pool2d_with_indices(x, [2]);
        // The values alone go another way.
        using var leaf = x.detach().clone().requires_grad_();
        using var alone = F.max_pool2d(leaf, 2);
        using var weights = arange(1, alone.numel() + 1, float32).view(alone.shape);
        (alone * weights).sum().backward();
        float[] wanted = new float[values.Length];
        var (py, pp) = (y.data<float>().ToArray(), places.data<long>().ToArray());
        for (int c = 0, at = 0; c < 3; c++)
            for (int oy = 0; oy < half; oy++)
                for (int ox = 0; ox < half; ox++, at++)
                {
                    int[] window = [.. new[] { 0, 1, w, w + 1 }.Select(d => 2 * oy * w + 2 * ox + d)];
                    int place = window[0];
                    foreach (int i in window[1..])
                        if (values[c * h * w + i] > values[c * h * w + place] || float.IsNaN(values[c * h * w + i])) place = i;
                    pp[at].ShouldBe(place);
                    py[at].ShouldBe(values[c * h * w + place]);
                    wanted[c * h * w + place] = at + 1;
                }
        alone.data<float>().ToArray().ShouldBe(py);
        leaf.grad!.data<float>().ToArray().ShouldBe(wanted);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_convolution_and_its_activation_in_one_go_are_both_after_another(bool transposed)
    {
        manual_seed(8);
        using var layer = transposed ? (nn.Module<Tensor, Tensor>)nn.ConvTranspose2d(3, 5, 3, stride: 2) : nn.Conv2d(3, 5, 3, padding: 1);
        foreach (var activation in new nn.Module<Tensor, Tensor>[] { nn.SELU(), nn.Sigmoid(), nn.ReLU(), nn.Tanh(), nn.ELU(0.7) })
        {
            (float[] Value, float[][] Gradients) run(Func<Tensor, Tensor> forward)
            {
                manual_seed(9);
                using var x = randn(5, 3, 6, 7).requires_grad_();
                layer.zero_grad();
                using var y = forward(x);
                (y * y).sum().backward();
                return (y.data<float>().ToArray(), [.. layer.parameters().Cast<Tensor>().Append(x).Select(t => t.grad!.data<float>().ToArray())]);
            }
            var apart = run(x => activation.call(layer.call(x)));
            var (value, gradients) = run(nn.Sequential(layer, activation).call);
            value.ShouldBe(apart.Value);
            for (int i = 0; i < gradients.Length; i++)
                for (int k = 0; k < gradients[i].Length; k++) gradients[i][k].ShouldBe(apart.Gradients[i][k], 2e-5f * Math.Max(1, Math.Abs(apart.Gradients[i][k])));
        }
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit_of_a_convolution()
    {
        int threads = get_num_threads();
        try
        {
            float[] run(int count)
            {
                set_num_threads(count);
                get_num_threads().ShouldBe(count);
                manual_seed(6);
                using var x = randn(9, 3, 14, 14, requires_grad: true);
                using var w = randn(8, 3, 3, 3, requires_grad: true);
                using var y = F.conv2d(x, w, null, [1, 1], [1, 1]);
                (y * y).sum().backward();
                return [.. y.data<float>().ToArray(), .. x.grad!.data<float>().ToArray(), .. w.grad!.data<float>().ToArray()];
            }
            run(3).ShouldBe(run(1));
        }
        finally
        {
            set_num_threads(threads);
        }
        Should.Throw<ArgumentOutOfRangeException>(() => set_num_threads(0));
    }
}
