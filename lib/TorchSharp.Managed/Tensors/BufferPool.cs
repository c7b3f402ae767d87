namespace TorchSharp;

/// <summary>
/// Keeps blocks of memory for reuse, in size classes a quarter of a power of two apart (at most a fifth of a block is
/// unused). A training loop takes the same sizes in every step, so after the first step it takes them all from here.
/// </summary>
internal static class BufferPool
{
    /// <summary>More than this is left to the garbage collector.</summary>
    private const long LimitBytes = 256L << 20;

    private const int Smallest = 64;
    private static readonly Shelf[] Shelves = CreateShelves();
    private static long _kept, _created;

    /// <summary>Blocks allocated since the process began: constant while every request is met from the pool.</summary>
    internal static long Created => Interlocked.Read(ref _created);

    internal static Storage Rent(long bytes)
    {
        if (bytes > Array.MaxLength)
            throw new OutOfMemoryException($"a tensor of {bytes:N0} bytes is too large: at most {Array.MaxLength:N0} bytes fit into one");
        int bucket = Bucket((int)bytes, out int capacity);
        if (bucket >= 0)
        {
            var shelf = Shelves[bucket];
            lock (shelf)
            {
                if (shelf.Count > 0)
                {
                    var kept = shelf.Items[--shelf.Count]!;
                    shelf.Items[shelf.Count] = null;
                    Interlocked.Add(ref _kept, -capacity);
                    kept.Start();
                    return kept;
                }
            }
        }
        Interlocked.Increment(ref _created);
        var fresh = new Storage(capacity, bucket);
        fresh.Start();
        return fresh;
    }

    internal static void Return(Storage storage)
    {
        if (storage.Bucket < 0) return;
        if (Interlocked.Add(ref _kept, storage.Capacity) > LimitBytes)
        {
            Interlocked.Add(ref _kept, -storage.Capacity);
            return;
        }
        var shelf = Shelves[storage.Bucket];
        lock (shelf)
        {
            if (shelf.Count == shelf.Items.Length) Array.Resize(ref shelf.Items, 2 * shelf.Items.Length);
            shelf.Items[shelf.Count++] = storage;
        }
    }

    private static int Bucket(int bytes, out int capacity)
    {
        if (bytes <= Smallest)
        {
            capacity = Smallest;
            return 0;
        }
        int k = BitOperations.Log2((uint)(bytes - 1));
        int quarter = (bytes - 1) >> (k - 2);   // 4 to 7
        long rounded = (long)(quarter + 1) << (k - 2);
        if (rounded > Array.MaxLength)
        {
            capacity = bytes;
            return -1;
        }
        capacity = (int)rounded;
        return (k - 6) * 4 + quarter - 3;
    }

    private static Shelf[] CreateShelves()
    {
        var shelves = new Shelf[(31 - 6) * 4 + 1];
        for (int i = 0; i < shelves.Length; i++) shelves[i] = new Shelf();
        return shelves;
    }

    private sealed class Shelf
    {
        internal Storage?[] Items = new Storage?[8];
        internal int Count;
    }
}
