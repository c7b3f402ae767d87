using Simd;

namespace Benchmarks.Running;

/// <summary>How many threads our side may use.</summary>
internal static class Threads
{
    /// <summary>Sets it for the whole process.</summary>
    public static void Use(int count)
    {
        SimdOptions.ThreadCount = count;
        MathNet.Numerics.Control.MaxDegreeOfParallelism = count;
    }
}
