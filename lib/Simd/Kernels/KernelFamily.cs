using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Simd.Kernels;

/// <summary>The widths that every kernel exists in.</summary>
internal enum KernelFamily
{
    /// <summary>One number at a time: any machine, and the twin that the others are tested against.</summary>
    Scalar,

    /// <summary>128 bit and sixteen registers: SSE.</summary>
    Vector128,

    /// <summary>128 bit, thirty-two registers and a multiply-add that takes a single lane: ARM64.</summary>
    Neon,

    /// <summary>256 bit: AVX2 with FMA.</summary>
    Vector256,

    /// <summary>512 bit: AVX-512.</summary>
    Vector512,
}

/// <summary>Chooses the family, once, at start.</summary>
internal static class KernelFamilies
{
    /// <summary>The widest that the machine has.</summary>
    internal static KernelFamily Best { get; } =
        Vector512.IsHardwareAccelerated && Avx512F.IsSupported ? KernelFamily.Vector512
        : Vector256.IsHardwareAccelerated && Fma.IsSupported ? KernelFamily.Vector256
        : AdvSimd.Arm64.IsSupported ? KernelFamily.Neon
        : Vector128.IsHardwareAccelerated ? KernelFamily.Vector128
        : KernelFamily.Scalar;

    /// <summary>The family in use. Tests set it to run each; the wider ones also run, slowly, where the machine lacks them.</summary>
    internal static KernelFamily Current { get; set; } = Best;

    /// <summary>Name for a report.</summary>
    internal static string Name(KernelFamily family) => family switch
    {
        KernelFamily.Vector512 => "AVX-512",
        KernelFamily.Vector256 => "AVX2",
        KernelFamily.Neon => "NEON",
        KernelFamily.Vector128 => "SSE",
        _ => "scalar",
    };
}
