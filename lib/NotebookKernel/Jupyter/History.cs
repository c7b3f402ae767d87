using System.IO.Enumeration;

namespace NotebookKernel.Jupyter;

/// <summary>A cell that ran.</summary>
/// <param name="Number">Its execution count.</param>
/// <param name="Code">Its text.</param>
/// <param name="Output">Its value as text, if it had one.</param>
internal sealed record HistoryEntry(int Number, string Code, string? Output);

/// <summary>The cells that this kernel ran, the newest last.</summary>
internal sealed class History
{
    /// <summary>The only session that is remembered: the present one.</summary>
    public const int Session = 1;

    private const int Capacity = 10_000;

    private readonly List<HistoryEntry> _entries = [];

    /// <summary>Remembers a cell.</summary>
    public void Add(HistoryEntry entry)
    {
        if (_entries.Count == Capacity) _entries.RemoveRange(0, Capacity / 10);
        _entries.Add(entry);
    }

    /// <summary>The last <paramref name="count"/> cells.</summary>
    public IEnumerable<HistoryEntry> Tail(int count) => _entries.TakeLast(Math.Max(0, count));

    /// <summary>The cells of a session numbered from <paramref name="start"/> up to and without <paramref name="stop"/>.</summary>
    /// <param name="session">0 is the present one, as is <see cref="Session"/>; negative ones count back from it and are not remembered.</param>
    /// <param name="start">The first.</param>
    /// <param name="stop">The one after the last; null for all.</param>
    public IEnumerable<HistoryEntry> Range(int session, int start, int? stop) =>
        session is 0 or Session ? _entries.Where(e => e.Number >= start && (stop is null || e.Number < stop)) : [];

    /// <summary>The newest cells that match.</summary>
    /// <param name="pattern">With * and ? as in file names.</param>
    /// <param name="count">At most so many; null for all.</param>
    /// <param name="unique">Of those with the same text only the newest.</param>
    public IEnumerable<HistoryEntry> Search(string pattern, int? count, bool unique)
    {
        var found = _entries.Where(e => FileSystemName.MatchesSimpleExpression(pattern, e.Code, ignoreCase: false));
        if (unique) found = found.Reverse().DistinctBy(e => e.Code).Reverse();
        return count is { } n ? found.TakeLast(Math.Max(0, n)) : found;
    }
}
