namespace TorchSharp;

/// <summary>
/// A block of memory under one or more tensors, with a count of its holders. The last holder to let go returns it to
/// the <see cref="BufferPool"/>; a holder that is forgotten leaves it to the garbage collector.
/// </summary>
internal sealed class Storage
{
    /// <summary>A large block begins with a cache line (64 bytes), so that no register of 512 bits lies in two of them; the collector does not move such blocks anyway.</summary>
    private const int Line = 64, Large = 85_000;

    private readonly byte[] _bytes;
    private readonly int _first;
    private int _holders;

    internal Storage(int capacity, int bucket)
    {
        bool large = capacity >= Large && capacity <= Array.MaxLength - Line;
        _bytes = GC.AllocateUninitializedArray<byte>(large ? capacity + Line : capacity, pinned: large);
        if (large) _first = (int)(-Marshal.UnsafeAddrOfPinnedArrayElement(_bytes, 0) & (Line - 1));
        Capacity = capacity;
        Bucket = bucket;
    }

    /// <summary>The pool's size class, or -1 for a block that the pool does not keep.</summary>
    internal int Bucket { get; }

    internal int Capacity { get; }

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
        if ((ulong)((long)offset + count) * (ulong)Unsafe.SizeOf<T>() > (ulong)Capacity) throw new ArgumentOutOfRangeException(nameof(count));
        return MemoryMarshal.CreateSpan(ref Unsafe.Add(ref Unsafe.As<byte, T>(ref Unsafe.AddByteOffset(ref MemoryMarshal.GetArrayDataReference(_bytes), _first)), offset), count);
    }
}
