namespace TorchSharp;

/// <summary>
/// A block of memory under one or more tensors, with a count of its holders. The last holder to let go returns it to
/// the <see cref="BufferPool"/>; a holder that is forgotten leaves it to the garbage collector.
/// </summary>
internal sealed class Storage
{
    private readonly byte[] _bytes;
    private int _holders;

    internal Storage(int capacity, int bucket)
    {
        _bytes = GC.AllocateUninitializedArray<byte>(capacity);
        Bucket = bucket;
    }

    /// <summary>The pool's size class, or -1 for a block that the pool does not keep.</summary>
    internal int Bucket { get; }

    internal int Capacity => _bytes.Length;

    /// <summary>Counts changes in place, so that backward can tell whether a saved tensor still has its values.</summary>
    internal int Version { get; set; }

    /// <summary>True if nobody else can see the values: they may be overwritten.</summary>
    internal bool IsExclusive => Volatile.Read(ref _holders) == 1;

    internal void Start()
    {
        _holders = 1;
        Version = 0;
    }

    internal void Retain() => Interlocked.Increment(ref _holders);

    internal void Release()
    {
        int left = Interlocked.Decrement(ref _holders);
        if (left == 0) BufferPool.Return(this);
        else if (left < 0) throw new InvalidOperationException("a block of memory was released twice");
    }

    /// <summary>The elements from <paramref name="offset"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Span<T> Span<T>(int offset, int count) where T : unmanaged
    {
        if ((ulong)((long)offset + count) * (ulong)Unsafe.SizeOf<T>() > (ulong)_bytes.Length) throw new ArgumentOutOfRangeException(nameof(count));
        return MemoryMarshal.CreateSpan(ref Unsafe.Add(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(_bytes)), offset), count);
    }
}
