using Simd.Kernels;

namespace Simd.Tests.Support;

/// <summary>What theories run over.</summary>
public static class TestData
{
    /// <summary>Every kernel family; those wider than the machine's run in the runtime's own emulation.</summary>
    public static TheoryData<string> Families => [.. Enum.GetNames<KernelFamily>()];

    /// <summary>The functions of <see cref="Elementwise"/>.</summary>
    public static TheoryData<string> Functions => ["exp", "tanh", "sigmoid", "relu", "elu", "selu", "softplus"];
}
