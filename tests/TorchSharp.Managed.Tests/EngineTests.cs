using System.Runtime.InteropServices;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Managed.Tests;

/// <summary>Memory, versions, determinism, files and what notebooks see.</summary>
public class EngineTests
{
    private static (nn.Module<Tensor, Tensor> Model, optim.Optimizer Optimizer) Network()
    {
        manual_seed(1);
        var model = nn.Sequential(nn.Linear(20, 16), nn.SELU(), nn.Dropout(0.1), nn.Linear(16, 5), nn.Tanh(), nn.Linear(5, 20), nn.Sigmoid());
        return (model, optim.Adam(model.parameters(), 0.01));
    }

    private static float Step(nn.Module<Tensor, Tensor> model, optim.Optimizer optimizer, Tensor x)
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        var loss = F.binary_cross_entropy(model.call(x), x);
        loss.backward();
        optimizer.step();
        return loss.item<float>();
    }

    private sealed class Sequences : nn.Module<Tensor, Tensor>
    {
        private readonly Modules.LSTM lstm = nn.LSTM(5, 20, batchFirst: true);

        internal Sequences() : base(nameof(Sequences)) => RegisterComponents();

        public override Tensor forward(Tensor x) => lstm.call(x.reshape(-1, 4, 5)).Item1[.., -1].sigmoid();
    }

    private static (nn.Module<Tensor, Tensor> Model, optim.Optimizer Optimizer) Network(string kind)
    {
        if (kind == "dense") return Network();
        manual_seed(1);
        nn.Module<Tensor, Tensor> model = kind == "recurrent" ? new Sequences() : nn.Sequential(
            nn.Unflatten(1, [1, 4, 5]), nn.Conv2d(1, 4, 3, padding: 1), nn.SELU(), nn.MaxPool2d(2), nn.ConvTranspose2d(4, 1, 2, stride: 2), nn.Flatten(), nn.Linear(16, 20), nn.Sigmoid());
        return (model, optim.Adam(model.parameters(), 0.01));
    }

    [Theory]
    [InlineData("dense")]
    [InlineData("convolutional")]
    [InlineData("recurrent")]
    public void A_thousand_epochs_take_no_new_memory_after_the_first(string kind)
    {
        var (model, optimizer) = Network(kind);
        using var x = rand(32, 20);
        float first = Step(model, optimizer, x);
        Step(model, optimizer, x);
        long blocks = BufferPool.Created, bytes = GC.GetAllocatedBytesForCurrentThread();
        float last = 0;
        for (int epoch = 0; epoch < 1000; epoch++) last = Step(model, optimizer, x);
        // The threads of a convolution take a buffer each, as many as happen to work at the same time.
        (BufferPool.Created - blocks).ShouldBeInRange(0, kind == "convolutional" ? 16 : 0);
        ((GC.GetAllocatedBytesForCurrentThread() - bytes) / 1000).ShouldBeLessThan(50_000);
        last.ShouldBeLessThan(first);
    }

    [Theory]
    [InlineData(100_000)]
    [InlineData(1 << 22)]
    public unsafe void A_large_block_begins_with_a_cache_line_and_holds_what_it_promises(int bytes)
    {
        for (int i = 0; i < 5; i++)
        {
            var block = new Storage(bytes, -1);
            fixed (byte* first = block.Span<byte>(0, bytes)) ((nint)first % 64).ShouldBe(0);
            block.Span<byte>(0, bytes).Fill(7);
            Should.Throw<ArgumentOutOfRangeException>(() => block.Span<byte>(1, bytes).Length);
        }
    }

    [Fact]
    public void Forgotten_tensors_are_left_to_the_collector()
    {
        long before = GC.GetTotalMemory(true);
        for (int i = 0; i < 400; i++) _ = zeros(1000, 1000);
        (GC.GetTotalMemory(true) - before).ShouldBeLessThan(100_000_000);
    }

    [Fact]
    public void Same_seed_same_losses()
    {
        float[] run()
        {
            var (model, optimizer) = Network();
            using var x = rand(32, 20);
            return [.. Enumerable.Range(0, 20).Select(_ => Step(model, optimizer, x))];
        }
        run().ShouldBe(run());
    }

    [Theory]
    [InlineData("dense")]
    [InlineData("convolutional")]
    [InlineData("recurrent")]
    public void The_number_of_threads_changes_no_bit_of_a_training(string kind)
    {
        int threads = get_num_threads();
        try
        {
            float[] run(int count)
            {
                set_num_threads(count);
                var (model, optimizer) = Network(kind);
                // Enough samples for the work to be shared.
                using var x = rand(5000, 20);
                float[] losses = [.. Enumerable.Range(0, 3).Select(_ => Step(model, optimizer, x))];
                return [.. losses, .. model.parameters().SelectMany(p => p.data<float>().ToArray())];
            }
            float[] one = run(1);
            run(2).ShouldBe(one);
            run(3).ShouldBe(one);
        }
        finally
        {
            set_num_threads(threads);
        }
    }

    [Fact]
    public void Running_statistics_of_another_type_are_refused() =>
        Should.Throw<ExternalException>(() => F.batch_norm(ones(4, 2, dtype: float64), zeros(2), ones(2))).Message.ShouldContain("Float32");

    [Fact]
    public void A_saved_tensor_that_changed_is_found()
    {
        var x = ones(3).requires_grad_();
        var y = x * 2;
        var z = y * y;
        y.add_(1);
        Should.Throw<ExternalException>(() => z.sum().backward()).Message.ShouldContain("in place");
    }

    [Fact]
    public void A_view_follows_its_base_after_a_change_in_place()
    {
        var a = tensor(new[] { 1.0, 2, 3 }, requires_grad: true);
        var b = a * 1;
        var early = b[1..];
        b.mul_(3).add_(a);
        early.sum().backward();
        a.grad!.data<double>().ToArray().ShouldBe([0, 4, 4]);
    }

    [Fact]
    public void Stretched_tensors_are_not_written_to() => Should.Throw<ExternalException>(() => ones(1, 3).expand(2, 3).add_(1));

    [Fact]
    public void Gradients_shared_by_two_paths_do_not_share_memory()
    {
        var x = ones(4).requires_grad_();
        var y = ones(4).requires_grad_();
        (x + y).sum().backward();
        using (no_grad()) x.grad!.mul_(5);
        y.grad!.data<float>().ToArray().ShouldBe([1, 1, 1, 1]);
    }

    [Fact]
    public void Zeroed_gradients_are_zero_for_whoever_looks()
    {
        var m = nn.Linear(3, 2);
        var o = optim.SGD(m.parameters(), 0.1);
        m.call(ones(1, 3)).sum().backward();
        var seen = m.weight.grad!;
        o.zero_grad();
        seen.sum().item<float>().ShouldBe(0);
        m.weight.grad!.sum().item<float>().ShouldBe(0);
        m.call(ones(1, 3)).sum().backward();
        seen.sum().item<float>().ShouldBe(6);
        o.zero_grad();
        seen.Dispose();
        m.call(ones(1, 3)).sum().backward();
        m.weight.grad!.sum().item<float>().ShouldBe(6);
    }

    [Fact]
    public void A_released_block_is_not_used_by_two_tensors()
    {
        var a = ones(100);
        var view = a[10..20];
        a.Dispose();
        using var b = zeros(100);
        view.sum().item<float>().ShouldBe(10);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(33)]
    public void Float32_follows_float64_where_both_draw_once(int n)
    {
        manual_seed(3);
        var u = rand(n);
        manual_seed(3);
        var again = rand(n);
        u.Equals(again).ShouldBeTrue();
        var state = get_rng_state();
        var a = randn(n);
        set_rng_state(state);
        randn(n).Equals(a).ShouldBeTrue();
    }

    [Fact]
    public void A_linear_layer_starts_from_PyTorchs_numbers()
    {
        // U(-1/sqrt(4), 1/sqrt(4)) from the 24-bit draws of the stream that rand shows.
        manual_seed(42);
        float[] u = rand(15).data<float>().ToArray();
        manual_seed(42);
        var m = nn.Linear(4, 3);
        float[] w = [.. m.weight.data<float>().ToArray(), .. m.bias!.data<float>().ToArray()];
        for (int i = 0; i < w.Length; i++) w[i].ShouldBe(u[i] - 0.5f, 1e-6f);
    }

    [Fact]
    public void Optimizer_state_survives_a_file()
    {
        string path = Path.Combine(Path.GetTempPath(), $"état {Guid.NewGuid():N}.dat");
        try
        {
            var (model, optimizer) = Network();
            model.eval();
            using var x = rand(8, 20);
            for (int i = 0; i < 3; i++) Step(model, optimizer, x);
            model.save(path + ".model");
            ((Modules.Adam)optimizer).save_state_dict(path);
            float expected = Step(model, optimizer, x);
            expected = Step(model, optimizer, x);
            var (other, otherOptimizer) = Network();
            other.eval();
            other.load(path + ".model");
            ((Modules.Adam)otherOptimizer).load_state_dict(path);
            Step(other, otherOptimizer, x);
            Step(other, otherOptimizer, x).ShouldBe(expected);
            Should.Throw<ArgumentException>(() => optim.Adam(nn.Linear(2, 2).parameters()).load_state_dict(path)).Message.ShouldContain("parameters");
        }
        finally
        {
            File.Delete(path);
            File.Delete(path + ".model");
        }
    }

    [Fact]
    public void A_file_that_does_not_fit_changes_nothing()
    {
        var stream = new MemoryStream();
        nn.Sequential(("a", nn.Linear(3, 2)), ("b", nn.Linear(2, 2))).save(stream);
        var m = nn.Sequential(("a", nn.Linear(3, 2)), ("b", nn.Linear(2, 4)));
        float[] before = m.get_parameter("a.weight")!.data<float>().ToArray();
        Should.Throw<ArgumentException>(() => m.load(new MemoryStream(stream.ToArray()))).Message.ShouldContain("b.weight");
        m.get_parameter("a.weight")!.data<float>().ToArray().ShouldBe(before);
        Should.Throw<EndOfStreamException>(() => m.load(new MemoryStream(stream.ToArray()[..30])));
    }

    [Fact]
    public void A_file_of_bytes_is_read()
    {
        // Two entries: weight, Float32, 1 x 2, then bias, Float32, 1.
        byte[] file = Convert.FromHexString("0206776569676874060201020000803F000000400462696173060101000040C0");
        var m = nn.Linear(2, 1);
        m.load(new MemoryStream(file));
        m.weight.data<float>().ToArray().ShouldBe([1, 2]);
        m.bias!.item<float>().ShouldBe(-3);
        var saved = new MemoryStream();
        m.save(saved);
        saved.ToArray().ShouldBe(file);
    }

    [Theory]
    [InlineData("FF01", "type 255")]
    [InlineData("06C801", "200 dimensions")]
    [InlineData("0602FFFFFFFFFFFFFF7F04", "damaged")]
    [InlineData("0603808080801080808080108001", "damaged")]
    [InlineData("FFFFFFFFFFFFFFFFFFFF01", "63 bits")]
    public void A_file_that_holds_something_else_is_refused(string bytes, string reason)
    {
        byte[] file = Convert.FromHexString(bytes);
        Should.Throw<InvalidDataException>(() => Tensor.Load(new MemoryStream(file))).Message.ShouldContain(reason);
        var m = nn.Linear(2, 1);
        Should.Throw<InvalidDataException>(() => m.load(new MemoryStream([1, 1, (byte)'w', .. file]), strict: false));
    }

    [Fact]
    public void Every_kind_of_element_goes_to_a_file_and_back()
    {
        foreach (var type in new[] { float32, float64, int64, ScalarType.Int32, ScalarType.Int16, uint8, int8, ScalarType.Bool })
        {
            using var x = tensor(new[] { 1.0, 0, 3, 100, 5, 6 }, 3, 2).to(type);
            var saved = new MemoryStream();
            // A view is written row by row.
            x.t().Save(saved);
            saved.Length.ShouldBe(4 + 6 * x.element_size());
            saved.Position = 0;
            using var loaded = Tensor.Load(saved);
            loaded.dtype.ShouldBe(type);
            loaded.shape.ShouldBe([2, 3]);
            loaded.Equals(x.t()).ShouldBeTrue();
        }
        var stream = new MemoryStream();
        tensor(new[] { true, false }).Save(stream);
        tensor(new[] { -2L }).Save(stream);
        tensor(new[] { 1.5 }).Save(stream);
        Convert.ToHexString(stream.ToArray()).ShouldBe("0B01020100" + "040101FEFFFFFFFFFFFFFF" + "070101000000000000F83F");
    }

    [Fact]
    public void A_large_size_takes_two_bytes_in_a_file()
    {
        var saved = new MemoryStream();
        zeros(300, dtype: uint8).Save(saved);
        saved.ToArray()[..4].ShouldBe([0, 1, 0xAC, 0x02]);
        saved.Position = 0;
        Tensor.Load(saved).shape.ShouldBe([300]);
    }

    [Fact]
    public void A_notebook_shows_shape_and_type_but_no_values()
    {
        var attribute = typeof(Tensor).GetCustomAttributes(true).Single(a => a.GetType().Name == "TypeFormatterSourceAttribute");
        var source = Activator.CreateInstance((Type)attribute.GetType().GetProperty("FormatterSourceType")!.GetValue(attribute)!)!;
        var formatters = ((IEnumerable<object>)source.GetType().GetMethod("CreateTypeFormatters")!.Invoke(source, null)!).ToList();
        ((string[])attribute.GetType().GetProperty("PreferredMimeTypes")!.GetValue(attribute)!).ShouldBe(["text/html", "text/plain"]);
        foreach (object formatter in formatters)
        {
            var writer = new StringWriter();
            formatter.GetType().GetMethod("Format", [typeof(object), typeof(TextWriter)])!.Invoke(formatter, [full(2, 3, 7.25), writer]).ShouldBe(true);
            writer.ToString().ShouldContain("[2x3], type = Float32, device = cpu");
            writer.ToString().ShouldNotContain("7.25");
        }
        formatters.Select(f => f.GetType().GetProperty("MimeType")!.GetValue(f)).ShouldBe(["text/plain", "text/html"]);
    }

    [Fact]
    public void Hooks_see_calls()
    {
        var m = nn.Sequential(nn.Linear(3, 2), nn.Sigmoid());
        var shapes = new List<long[]>();
        var hook = ((nn.Module<Tensor, Tensor>)m[1]).register_forward_hook((_, _, output) => { shapes.Add(output.shape); return output; });
        m.call(zeros(4, 3));
        hook.remove();
        m.call(zeros(4, 3));
        shapes.ShouldHaveSingleItem().ShouldBe([4, 2]);
    }

    [Fact]
    public void Bad_input_is_explained()
    {
        Should.Throw<ExternalException>(() => nn.Linear(4, 3).forward(ones(2, 5))).Message.ShouldContain("[2, 5]");
        Should.Throw<ArgumentException>(() => nn.Linear(0, 3)).ParamName.ShouldBe("inputs");
        Should.Throw<ArgumentException>(() => zeros(2, device: "cuda")).Message.ShouldContain("cpu");
        Should.Throw<ArgumentException>(() => optim.SGD(nn.Linear(1, 1).parameters(), 0.1, nesterov: true)).ParamName.ShouldBe("nesterov");
        Should.Throw<ArgumentException>(() => (ones(1).requires_grad_() * 2).backward(create_graph: true)).Message.ShouldContain("create_graph");
    }
}
