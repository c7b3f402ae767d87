using System.Reflection;
using static TorchSharp.torch;

namespace TorchSharp.Managed.Tests;

/// <summary>What TorchSharp-cpu 0.107.0 was seen to do, beyond the numbers of the conformance program.</summary>
public class RealPackageTests
{
    /// <summary>Code that is compiled against the stand-in has to look at a null wherever the real package may give one.</summary>
    [Theory]
    [InlineData(typeof(nn.Module), nameof(nn.Module.get_buffer))]
    [InlineData(typeof(nn.Module), nameof(nn.Module.get_parameter))]
    [InlineData(typeof(Tensor), nameof(Tensor.grad))]
    [InlineData(typeof(Tensor), nameof(Tensor.name))]
    [InlineData(typeof(torch), nameof(CurrentDisposeScope))]
    [InlineData(typeof(Modules.Linear), nameof(Modules.Linear.bias))]
    [InlineData(typeof(Modules.Convolution), nameof(Modules.Convolution.bias))]
    [InlineData(typeof(Modules.Convolution), nameof(Modules.Convolution.padding))]
    [InlineData(typeof(Modules.LayerNorm), nameof(Modules.LayerNorm.bias))]
    [InlineData(typeof(Modules.NormBase), nameof(Modules.NormBase.bias))]
    [InlineData(typeof(Modules.NormBase), nameof(Modules.NormBase.running_mean))]
    [InlineData(typeof(Modules.NormBase), nameof(Modules.NormBase.running_var))]
    [InlineData(typeof(Modules.NormBase), nameof(Modules.NormBase.num_batches_tracked))]
    [InlineData(typeof(Modules.BCEWithLogitsLoss), nameof(Modules.BCEWithLogitsLoss.pos_weights))]
    public void May_be_null(Type type, string member)
    {
        var context = new NullabilityInfoContext();
        var result = type.GetMember(member).Single() switch
        {
            MethodInfo method => context.Create(method.ReturnParameter),
            PropertyInfo property => context.Create(property),
            var other => throw new ArgumentException($"{other} is neither a method nor a property", nameof(member)),
        };
        result.ReadState.ShouldBe(NullabilityState.Nullable);
    }

    [Fact]
    public void A_part_that_is_not_there_is_null()
    {
        var model = nn.Sequential(("a", nn.Linear(1, 1)), ("b", nn.BatchNorm1d(1)));
        foreach (string name in (string[])["x", "a.x", "x.weight", ""])
        {
            model.get_parameter(name).ShouldBeNull();
            model.get_buffer(name).ShouldBeNull();
            model.has_parameter(name).ShouldBeFalse();
            model.has_buffer(name).ShouldBeFalse();
        }
        model.get_parameter("a.weight")!.shape.ShouldBe([1, 1]);
        model.get_buffer("b.running_mean")!.shape.ShouldBe([1]);
        Should.Throw<ArgumentNullException>(() => model.get_parameter(null!));
        Should.Throw<ArgumentNullException>(() => model.has_parameter(null!));
        Should.Throw<ArgumentNullException>(() => model.register_parameter("c", null!));
    }

    [Fact]
    public void Padding_by_a_rule_has_no_numbers()
    {
        nn.Conv2d(1, 1, 3, padding: 1).padding.ShouldBe([1, 1]);
        nn.Conv2d(1, 1, 3, padding: Padding.Same).padding.ShouldBeNull();
    }

    [Fact]
    public void Handed_to_no_scope_a_tensor_lives_on()
    {
        Tensor first, second;
        using (var scope = NewDisposeScope())
        {
            first = ones(1).MoveToOtherDisposeScope((DisposeScope?)null);
            second = scope.MoveToOther(null, ones(1));
        }
        first.IsInvalid.ShouldBeFalse();
        second.IsInvalid.ShouldBeFalse();
    }

    [Fact]
    public void A_mask_is_drawn_with_53_bits_and_by_probabilities_with_those_of_their_type()
    {
        const string fine = "0100001100100000010100000101101100000001", coarse = "0000000101000000010010000001111100010001";
        Seeded(() => empty(40).bernoulli_(0.3)).ShouldBe(fine);
        Seeded(() => empty([40], float64).bernoulli_(0.3)).ShouldBe(fine);
        Seeded(() => empty([40], int64).bernoulli_(0.3)).ShouldBe(fine);
        Seeded(() => bernoulli(full([40], 0.3, float64))).ShouldBe(fine);
        Seeded(() => bernoulli(full(40, 0.3f))).ShouldBe(coarse);
        Seeded(() => nn.functional.dropout(ones(40), 0.3)).ShouldBe("0101011111111001010100011101111111011011");
        Seeded(() => nn.functional.dropout(ones(40, float64), 0.3)).ShouldBe("0101011111111001010100011101111111011011");
        Seeded(() => nn.Dropout(0.5).call(ones(4, 10))).ShouldBe("0100001101100001010100001101111101011011");

        static string Seeded(Func<Tensor> draw)
        {
            manual_seed(2);
            return string.Concat(draw().to(float64).data<double>().ToArray().Select(value => value > 0 ? 1 : 0));
        }
    }

    [Theory]
    [InlineData(0, 0.6146951f)]
    [InlineData(0.3, 0.17008841f)]
    [InlineData(1, 0.6146951f)]
    public void What_dropout_leaves_of_the_random_numbers(double p, float next)
    {
        manual_seed(2);
        nn.functional.dropout(ones(100), p).sum().item<float>().ShouldBe(p == 1 ? 0 : 100, 20);
        rand(1).item<float>().ShouldBe(next);
    }

    [Fact]
    public void Integers_of_a_wide_range_are_drawn_with_64_bits()
    {
        Draw((1 << 28) - 1).ShouldBe([261971118, 258050577, 111352301]);
        Draw(1 << 28).ShouldBe([258050575, 242841160, 43940139]);
        Draw((1L << 32) + 1).ShouldBe([3217304936, 3889585243, 1709689621]);

        static long[] Draw(long high)
        {
            manual_seed(2);
            return randint(0, high, [3], int64).data<long>().ToArray();
        }
    }

    private sealed class Numbers : utils.data.Dataset
    {
        public override long Count => 10;

        public override Dictionary<string, Tensor> GetTensor(long index) => new() { ["x"] = tensor((float)index) };
    }

    [Theory]
    [InlineData(0, "7816295340")]
    [InlineData(5, "4305619728")]
    [InlineData(-3, "2439175608")]
    public void A_seed_gives_a_loader_one_order_for_all_passes(int seed, string order)
    {
        using var loader = utils.data.DataLoader(new Numbers(), 3, shuffle: true, seed: seed);
        for (int pass = 0; pass < 2; pass++) string.Concat(loader.SelectMany(batch => batch["x"].data<float>().ToArray())).ShouldBe(order);
    }

    /// <summary>One weight of 0.5 and a bias of 0.25 after some steps along a gradient of 1, and the optimizer's file.</summary>
    public static TheoryData<string, int, Func<IEnumerable<Modules.Parameter>, optim.Optimizer>, string> OptimizerFiles => new()
    {
        { "adam0", 0, p => optim.Adam(p, 0.01), "044164616D01027B14AE47E17A843F7B14AE47E17A843FCDCCCCCCCCCCEC3F2B8716D9CEF7EF3F3A8C30E28E79453E00000000000000000000000000000000000006020101000000000602010100000000000000000000000000060101000000000601010000000000" },
        { "adam", 2, p => optim.Adam(p, 1, 0.5, 0.75, 5, 6, true), "044164616D0102000000000000F03F000000000000F03F000000000000E03F000000000000E83F0000000000001440000000000000184001000200000000000000060201015555D53F06020101C7715C4001060201010000804002000000000000000601010000603F06010100009E3F010601010000C83F" },
        { "adamx", 2, p => optim.Adam(p, 1, 0.5, 0.75, 5, 6, false, true), "044164616D0102000000000000F03F000000000000F03F000000000000E03F000000000000E83F0000000000001440000000000000184000010200000000000000060201014892243F060201017839453F0002000000000000000601015C74D13D0601019F1D423D00" },
        { "adamw", 2, p => optim.AdamW(p, 1, 0.5, 0.75, 5, 6, true), "054164616D570102000000000000F03F000000000000F03F000000000000E03F000000000000E83F0000000000001440000000000000184001000200000000000000060201010000403F060201010000E03E01060201010000E03E02000000000000000601010000403F0601010000E03E010601010000E03E" },
        { "sgd0", 0, p => optim.SGD(p, 1, 2, 3, 4), "035347440102000000000000F03F000000000000F03F00000000000000400000000000000840000000000000104000000000" },
        { "sgd", 2, p => optim.SGD(p, 1, 2, 3, 4), "035347440102000000000000F03F000000000000F03F000000000000004000000000000008400000000000001040000001060201010000C0410106010100008041" },
        { "sgdn", 2, p => optim.SGD(p, 1, 2, 0, 4, nesterov: true), "035347440102000000000000F03F000000000000F03F000000000000004000000000000000000000000000001040010001060201010000D8C101060101000090C1" },
        { "sgdm", 2, p => optim.SGD(p, 1, 2, 3, 4, maximize: true), "035347440102000000000000F03F000000000000F03F000000000000004000000000000008400000000000001040000101060201010000C0C101060101000080C1" },
        { "ada0", 0, p => optim.Adagrad(p, 1, 2, 3, 4, 5), "07416461677261640102000000000000F03F000000000000F03F000000000000004000000000000010400000000000001440000000000000084000000000000000000602010100008040000000000000000006010100008040" },
    };

    [Theory]
    [MemberData(nameof(OptimizerFiles))]
    public void An_optimizers_file_has_these_bytes(string name, int steps, Func<IEnumerable<Modules.Parameter>, optim.Optimizer> make, string file)
    {
        var (model, optimizer) = Line(make);
        for (int i = 0; i < steps; i++)
        {
            optimizer.zero_grad();
            model.call(ones(1, 1)).sum().backward();
            optimizer.step();
        }
        Saved(optimizer).ShouldBe(file, name);

        var other = Line(make).Optimizer;
        Load(other, file);
        Saved(other).ShouldBe(file, name);
    }

    [Fact]
    public void Options_and_memory_come_from_the_optimizers_file()
    {
        const string rms = "07524D5350726F700102000000000000F03F000000000000F03F010000000000000000000000000000004000000000000008400000000000001040000200000000000000060201010000C07F01060201010000000001060201010000000002000000000000000601010000000001060101000000000106010100000000";
        var optimizer = Line(p => optim.RMSProp(p, 0.5)).Optimizer;
        Load(optimizer, rms);
        Saved(optimizer).ShouldBe(rms);

        string before = Saved(Line(p => optim.SGD(p, 1)).Optimizer);
        var sgd = Line(p => optim.SGD(p, 1)).Optimizer;
        Should.Throw<InvalidDataException>(() => Load(sgd, rms)).Message.ShouldContain("RMSProp");
        string wide = Saved(optim.SGD(nn.Linear(1, 1, false).parameters(), 3));
        Should.Throw<ArgumentException>(() => Load(sgd, wide));
        Should.Throw<EndOfStreamException>(() => Load(sgd, before[..80]));
        Saved(sgd).ShouldBe(before);
    }

    [Theory]
    [InlineData("adam", 0.12068685f, -0.12931313f)]
    [InlineData("adam decay", 0.12004536f, -0.12863287f)]
    [InlineData("adamw decay", 0.09645294f, -0.13413914f)]
    [InlineData("rms centred", 0.61940765f, 0.36940786f)]
    [InlineData("sgd up", 1.5279073f, 1.6801668f)]
    [InlineData("sgd up momentum", 2.1372817f, 2.5189528f)]
    [InlineData("sgd up nesterov", 5.2402425f, 6.9024997f)]
    [InlineData("adam up", 0.9002634f, 0.65035594f)]
    public void Four_steps_lead_here(string name, float weight, float bias)
    {
        var model = nn.Linear(2, 1);
        nn.init.constant_(model.weight, 0.5);
        nn.init.constant_(model.bias!, 0.25);
        var p = model.parameters();
        optim.Optimizer optimizer = name switch
        {
            "adam" => optim.Adam(p, 0.1),
            "adam decay" => optim.Adam(p, 0.1, weight_decay: 0.2),
            "adamw decay" => optim.AdamW(p, 0.1, weight_decay: 0.2),
            "rms centred" => optim.RMSProp(p, 0.1, momentum: 0.8, centered: true),
            "sgd up" => optim.SGD(p, 0.1, weight_decay: 0.2, maximize: true),
            "sgd up momentum" => optim.SGD(p, 0.1, 0.9, 0.3, 0.2, maximize: true),
            "sgd up nesterov" => optim.SGD(p, 0.1, 0.9, 0, 0.2, true, true),
            _ => optim.Adam(p, 0.1, weight_decay: 0.2, maximize: true),
        };
        for (int i = 0; i < 4; i++)
        {
            optimizer.zero_grad();
            model.call(ones(1, 2) * 0.7f).sum().pow(2).backward();
            optimizer.step();
        }
        model.weight[0, 0].item<float>().ShouldBe(weight, 2e-7f + 4e-7f * Math.Abs(weight));
        model.bias!.item<float>().ShouldBe(bias, 2e-7f + 4e-7f * Math.Abs(bias));
    }

    private static (Modules.Linear Model, optim.Optimizer Optimizer) Line(Func<IEnumerable<Modules.Parameter>, optim.Optimizer> make)
    {
        var model = nn.Linear(1, 1);
        nn.init.constant_(model.weight, 0.5);
        nn.init.constant_(model.bias!, 0.25);
        return (model, make(model.parameters()));
    }

    private static string Saved(optim.Optimizer optimizer)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        ((Modules.OptimizerHelper)optimizer).save_state_dict(writer);
        return Convert.ToHexString(stream.ToArray());
    }

    private static void Load(optim.Optimizer optimizer, string file)
    {
        using var reader = new BinaryReader(new MemoryStream(Convert.FromHexString(file)));
        ((Modules.OptimizerHelper)optimizer).load_state_dict(reader);
    }

    [Theory]
    [InlineData(TorchSharp.TensorStringStyle.Julia, "cube", "[2x2x2], type = Float32, device = cpu\n[0,..,..] =\n       0 0.64422\n 0.98545 0.86321\n\n[1,..,..] =\n  0.33499 -0.35078\n -0.87158 -0.98245\n")]
    [InlineData(TorchSharp.TensorStringStyle.Julia, "five dimensions", "[2x2x2x2x2], type = Int64, device = cpu\n[0,0,0,..,..] =\n 0 1\n 2 3\n\n[0,0,1,..,..] =\n 4 5\n 6 7\n\n[0,1,0,..,..] =\n  8  9\n 10 11\n\n[0,1,1,..,..] =\n 12 13\n 14 15\n\n[1,0,0,..,..] =\n 16 17\n 18 19\n\n[1,0,1,..,..] =\n 20 21\n 22 23\n\n[1,1,0,..,..] =\n 24 25\n 26 27\n\n[1,1,1,..,..] =\n 28 29\n 30 31\n")]
    [InlineData(TorchSharp.TensorStringStyle.Julia, "wide and narrow", "[2x3], type = Float32, device = cpu\n      1      1      1\n 1234.5 1234.5 1234.5\n")]
    [InlineData(TorchSharp.TensorStringStyle.Julia, "sixty integers", "[60], type = Int64, device = cpu\n 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 ...\n")]
    [InlineData(TorchSharp.TensorStringStyle.Julia, "no columns", "[3x0], type = Float32, device = cpu\n\n\n\n")]
    [InlineData(TorchSharp.TensorStringStyle.Numpy, "six", "[0, 0.64422, 0.98545, 0.86321, 0.33499, -0.35078]")]
    [InlineData(TorchSharp.TensorStringStyle.Numpy, "seven", "[0, 0.64422, 0.98545, ... 0.33499, -0.35078, -0.87158]")]
    [InlineData(TorchSharp.TensorStringStyle.Numpy, "seven rows", "[[0, 0.64422]\n [0.98545, 0.86321]\n [0.33499, -0.35078]\n ...\n [-0.63127, 0.016814]\n [0.65699, 0.98817]\n [0.8546, 0.3191]]")]
    [InlineData(TorchSharp.TensorStringStyle.Numpy, "four dimensions", "[[[[0, 0.64422]\n   [0.98545, 0.86321]]\n\n  [[0.33499, -0.35078]\n   [-0.87158, -0.98245]]]\n\n\n [[[-0.63127, 0.016814]\n   [0.65699, 0.98817]]\n\n  [[0.8546, 0.3191]\n   [-0.36648, -0.8797]]]]")]
    [InlineData(TorchSharp.TensorStringStyle.Numpy, "seven matrices", "[[[0, 1]\n  [2, 3]]\n\n [[4, 5]\n  [6, 7]]\n\n [[8, 9]\n  [10, 11]]\n\n ...\n\n [[16, 17]\n  [18, 19]]\n\n [[20, 21]\n  [22, 23]]\n\n [[24, 25]\n  [26, 27]]]")]
    [InlineData(TorchSharp.TensorStringStyle.CSharp, "seven", "[7], type = Float32, device = cpu, value = float [] {0f, 0.64422f, 0.98545f, ... 0.33499f, -0.35078f, -0.87158f}")]
    [InlineData(TorchSharp.TensorStringStyle.CSharp, "seven rows", "[7x2], type = Float32, device = cpu, value = \nfloat [,] {\n {0f, 0.64422f},\n {0.98545f, 0.86321f},\n {0.33499f, -0.35078f},\n ...\n {-0.63127f, 0.016814f},\n {0.65699f, 0.98817f},\n {0.8546f, 0.3191f}\n}")]
    [InlineData(TorchSharp.TensorStringStyle.CSharp, "four dimensions", "[2x2x2x2], type = Float32, device = cpu, value = \nfloat [,,,] {\n {{{0f, 0.64422f},\n   {0.98545f, 0.86321f}},\n  {{0.33499f, -0.35078f},\n   {-0.87158f, -0.98245f}}},\n {{{-0.63127f, 0.016814f},\n   {0.65699f, 0.98817f}},\n  {{0.8546f, 0.3191f},\n   {-0.36648f, -0.8797f}}}\n}")]
    [InlineData(TorchSharp.TensorStringStyle.CSharp, "seven matrices", "[7x2x2], type = Int64, device = cpu, value = \nlong [,,] {\n {{0L, 1L},\n  {2L, 3L}},\n {{4L, 5L},\n  {6L, 7L}},\n {{8L, 9L},\n  {10L, 11L}},\n ...\n {{16L, 17L},\n  {18L, 19L}},\n {{20L, 21L},\n  {22L, 23L}},\n {{24L, 25L},\n  {26L, 27L}}\n}")]
    [InlineData(TorchSharp.TensorStringStyle.CSharp, "no numbers", "[3], type = Float32, device = cpu, value = float [] {NaNf, Infinityf, -1f}")]
    [InlineData(TorchSharp.TensorStringStyle.CSharp, "no rows", "[0x3], type = Float32, device = cpu, value = \nfloat [,] {\n \n}")]
    [InlineData(TorchSharp.TensorStringStyle.CSharp, "scalar", "[], type = Float32, device = cpu, value = 1.5")]
    public void Looks_like_this(TorchSharp.TensorStringStyle style, string name, string text)
    {
        var t = name switch
        {
            "cube" => W(8).reshape(2, 2, 2),
            "five dimensions" => arange(32).reshape(2, 2, 2, 2, 2),
            "wide and narrow" => cat([ones(1, 3), full(1, 3, 1234.5f)], 0),
            "sixty integers" => arange(60),
            "no columns" => zeros(3, 0),
            "six" => W(6),
            "seven" => W(7),
            "seven rows" => W(14).reshape(7, 2),
            "four dimensions" => W(16).reshape(2, 2, 2, 2),
            "seven matrices" => arange(28).reshape(7, 2, 2),
            "no numbers" => tensor([float.NaN, float.PositiveInfinity, -1]),
            "no rows" => zeros(0, 3),
            _ => tensor(1.5f),
        };
        t.ToString(style).ShouldBe(text);

        static Tensor W(long count) => (arange(0, count, 1, float32) * 0.7f).sin();
    }

    [Theory]
    [InlineData(4, " ...\n ...\n")]
    [InlineData(5, " 0 ...\n 5 ...\n")]
    [InlineData(8, " 0 1 ...\n 5 6 ...\n")]
    [InlineData(12, " 0 1 2 3 ...\n 5 6 7 8 ...\n")]
    [InlineData(13, " 0 1 2 3 4\n 5 6 7 8 9\n")]
    public void Columns_end_where_the_line_does(int width, string text) =>
        arange(10).reshape(2, 5).ToString(TorchSharp.TensorStringStyle.Julia, width: width).ShouldBe("[2x5], type = Int64, device = cpu\n" + text);

    [Fact]
    public void No_tensors_cannot_be_joined()
    {
        Should.Throw<ArgumentException>(() => cat((Tensor[])[]));
        Should.Throw<ArgumentException>(() => cat((Tensor[])null!));
    }

    [Fact]
    public void What_is_no_argument_of_its_own_is_an_invalid_operation()
    {
        var model = nn.Sequential(nn.BatchNorm1d(1));
        Should.Throw<InvalidOperationException>(() => model.register_module("0", nn.ReLU()));
        var norm = nn.BatchNorm1d(1);
        Should.Throw<InvalidOperationException>(() => norm.register_parameter("weight", nn.Parameter(ones(1))));
        Should.Throw<InvalidOperationException>(() => norm.register_buffer("running_mean", ones(1)));
        Should.Throw<InvalidOperationException>(() => ones(2).dot(ones(3)));
        Should.Throw<InvalidOperationException>(() => ones(2, 2).dot(ones(2)));
    }
}
