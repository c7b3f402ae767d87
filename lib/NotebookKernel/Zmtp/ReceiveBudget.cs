namespace NotebookKernel.Zmtp;

/// <summary>What all connections of a kernel together may hold of messages that are on their way in, of which nobody knows yet who signed them.</summary>
/// <param name="capacity">Bytes; a connection that would need more is closed.</param>
internal sealed class ReceiveBudget(long capacity)
{
    /// <summary>What a connection may hold besides, so that an interrupt gets through whatever others send.</summary>
    public const int Free = 16 * 1024;

    private readonly Lock _gate = new();
    private long _used;

    /// <summary>Bytes that are held now.</summary>
    public long Used
    {
        get
        {
            lock (_gate) return _used;
        }
    }

    /// <summary>Takes bytes, or gives some back if their number is negative.</summary>
    /// <returns>False if there are not so many left.</returns>
    public bool TryTake(long bytes)
    {
        lock (_gate)
        {
            if (bytes > 0 && _used + bytes > capacity) return false;
            _used += bytes;
            return true;
        }
    }
}
