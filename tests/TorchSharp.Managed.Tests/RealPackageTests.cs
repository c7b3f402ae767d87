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
}
