using static TorchSharp.torch;

namespace TorchSharp.Managed.Tests;

/// <summary>Random numbers, beyond the streams that the goldens hold.</summary>
public sealed class RandomTests
{
    [Theory]
    [InlineData(4096, ScalarType.Float32)]
    [InlineData(100_003, ScalarType.Float32)]
    [InlineData(30_001, ScalarType.Float64)]
    public void The_number_of_threads_changes_no_bit_of_normal_numbers(int count, ScalarType type)
    {
        int threads = get_num_threads();
        try
        {
            var drawn = new List<double[]>();
            foreach (int several in new[] { 1, 2, 3 })
            {
                set_num_threads(several);
                manual_seed(5);
                drawn.Add(randn(count, dtype: type).to(ScalarType.Float64).data<double>().ToArray());
            }
            drawn[1].ShouldBe(drawn[0]);
            drawn[2].ShouldBe(drawn[0]);
            drawn[0].Average().ShouldBe(0, 5 / Math.Sqrt(count));
        }
        finally
        {
            set_num_threads(threads);
        }
    }
}
