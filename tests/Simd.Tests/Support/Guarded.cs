namespace Simd.Tests.Support;

/// <summary>
/// Numbers that end (or begin) exactly at a page without access: a read or write one element too far ends the process.
/// </summary>
internal sealed unsafe class Guarded<T> : IDisposable
    where T : unmanaged
{
    private readonly byte* _region;
    private readonly nuint _bytes;
    private readonly T* _data;
    private readonly int _length;

    /// <param name="length">Number of elements.</param>
    /// <param name="atStart">Whether the closed page lies before the data instead of behind.</param>
    public Guarded(int length, bool atStart = false)
    {
        nuint page = (nuint)Environment.SystemPageSize;
        nuint payload = ((nuint)length * (nuint)sizeof(T) + page - 1) / page * page;
        _bytes = payload + 2 * page;
        _region = Pages.Reserve(_bytes);
        Pages.Close(_region, page);
        Pages.Close(_region + page + payload, page);
        _data = atStart ? (T*)(_region + page) : (T*)(_region + page + payload) - length;
        _length = length;
    }

    public Span<T> Span => new(_data, _length);

    public void Dispose()
    {
        Pages.Release(_region, _bytes);
    }
}
