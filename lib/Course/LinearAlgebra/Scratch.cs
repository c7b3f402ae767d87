using System.Buffers;

namespace Course.LinearAlgebra;

/// <summary>An array to work in, that holds anything at first.</summary>
/// <remarks>
/// The garbage collector takes back arrays of 85,000 bytes and more only together with everything else, which costs more than a problem of that size. So
/// they come from a pool and go back there; large ones, whose problems take longer, are left to the collector, for a pool would keep their memory.
/// </remarks>
/// <param name="length">Numbers that it holds.</param>
internal readonly struct Scratch<T>(int length) : IDisposable
    where T : unmanaged
{
    private const int MostPooled = 1 << 19;

    private readonly T[] _array = length <= MostPooled ? ArrayPool<T>.Shared.Rent(length) : GC.AllocateUninitializedArray<T>(length);

    /// <summary>The numbers.</summary>
    public Span<T> Span => _array.AsSpan(0, length);

    /// <summary>Gives it back: nobody must use it any more.</summary>
    public void Dispose()
    {
        if (length <= MostPooled)
            ArrayPool<T>.Shared.Return(_array);
    }
}
