using Simd.Kernels;

namespace Simd;

/// <summary>How the library uses the machine. Applies to the whole process, to calls that start after the change.</summary>
public static class SimdOptions
{
    private static int s_threadCount = Environment.ProcessorCount;

    /// <summary>
    /// Most threads that one call may use, the caller's own included; default: the logical processors that the process may use.
    /// </summary>
    /// <remarks>
    /// With 1, everything runs in the calling thread and no other is started. Results do not depend on it, to the last bit:
    /// work is divided over the rows and columns of the result, never over the terms of a sum.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1 or above 1024.</exception>
    public static int ThreadCount
    {
        get => s_threadCount;
        set
        {
            if (value is < 1 or > 1024)
                throw new ArgumentOutOfRangeException(nameof(value), value, "The thread count should be between 1 (the calling thread alone) and 1024.");
            s_threadCount = value;
        }
    }

    /// <summary>The instruction set in use, for a report: "AVX-512", "AVX2", "NEON", "SSE" or "scalar".</summary>
    public static string InstructionSet => KernelFamilies.Name(KernelFamilies.Current);
}
