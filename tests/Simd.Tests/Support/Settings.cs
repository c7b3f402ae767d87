using Simd.Kernels;

namespace Simd.Tests.Support;

/// <summary>Sets kernel family and thread count for a test and puts them back.</summary>
internal sealed class Settings : IDisposable
{
    private readonly KernelFamily _family = KernelFamilies.Current;
    private readonly int _threads = SimdOptions.ThreadCount;

    public Settings(KernelFamily? family = null, int? threads = null)
    {
        KernelFamilies.Current = family ?? _family;
        SimdOptions.ThreadCount = threads ?? _threads;
    }

    public void Dispose()
    {
        KernelFamilies.Current = _family;
        SimdOptions.ThreadCount = _threads;
    }

    public static Settings Family(string name) => new(Enum.Parse<KernelFamily>(name));
}
