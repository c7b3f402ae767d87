using Course.Decomposition;
using Course.Tests.LinearAlgebra;

namespace Course.Tests.Data;

/// <summary>Measures the memory of the process, so nothing else may run beside it.</summary>
[Collection(nameof(LinearAlgebraEngineTests))]
public sealed class SampleFileMemoryTests
{
    [Fact]
    public void Reading_a_file_takes_the_memory_of_a_piece_however_long_it_is()
    {
        // 8 MB of bytes, 64 MB as numbers.
        const int Rows = 80_000, Features = 100;
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".npy");
        try
        {
            Write(path, Rows, Features);
            var before = GC.GetTotalMemory(forceFullCollection: true);
            var (most, reports) = (0L, 0);
            new IncrementalPca(2, 500).Fit(path, new Direct<FitProgress>(_ =>
            {
                if (++reports % 20 == 0)
                    most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
            }));

            reports.ShouldBe(Rows / 500);
            most.ShouldBeInRange(1, 16_000_000);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Write(string path, int rows, int features)
    {
        using var stream = File.Create(path);
        stream.Write(SampleFileTests.Header("|u1", rows, features));
        var (random, row) = (new Random(3), new byte[features]);
        for (var i = 0; i < rows; i++)
        {
            random.NextBytes(row);
            stream.Write(row);
        }
    }
}
