using System.Runtime.InteropServices;

namespace Simd.Threading;

/// <summary>A piece of native memory, aligned to 64 bytes: one cache line, one 512 bit register.</summary>
internal sealed unsafe class NativeBuffer : IDisposable
{
    private const nuint Alignment = 64;

    internal NativeBuffer(nuint bytes)
    {
        Pointer = NativeMemory.AlignedAlloc(bytes, Alignment);
        Bytes = bytes;
    }

    ~NativeBuffer() => NativeMemory.AlignedFree(Pointer);

    internal void* Pointer { get; private set; }

    internal nuint Bytes { get; }

    public void Dispose()
    {
        NativeMemory.AlignedFree(Pointer);
        Pointer = null;
        GC.SuppressFinalize(this);
    }
}

/// <summary>Lends packing buffers: as many are kept as there are processors, one for each caller at a time.</summary>
internal static class Buffers
{
    private static readonly NativeBuffer?[] Spare = new NativeBuffer?[Math.Max(2, Environment.ProcessorCount)];

    /// <summary>A buffer of at least <paramref name="bytes"/> bytes, with arbitrary content; give it back with <see cref="Return"/>.</summary>
    internal static NativeBuffer Rent(nuint bytes)
    {
        for (int i = 0; i < Spare.Length; i++)
        {
            if (Spare[i] is null)
                continue;
            NativeBuffer? buffer = Interlocked.Exchange(ref Spare[i], null);
            if (buffer is null)
                continue;
            if (buffer.Bytes >= bytes)
                return buffer;
            // Too small for today's sizes: the bigger one that replaces it serves both.
            buffer.Dispose();
            break;
        }
        return new NativeBuffer(bytes);
    }

    /// <summary>Takes a rented buffer back.</summary>
    internal static void Return(NativeBuffer buffer)
    {
        for (int i = 0; i < Spare.Length; i++)
        {
            if (Spare[i] is null && Interlocked.CompareExchange(ref Spare[i], buffer, null) is null)
                return;
        }
        buffer.Dispose();
    }
}
