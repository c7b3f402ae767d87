using System.Text;
using NotebookKernel.Display;
using NotebookKernel.Notebooks;

namespace NotebookKernel.Running;

/// <summary>Gathers the outputs of a notebook's cells as they come. Thread-safe.</summary>
internal sealed class OutputCollector
{
    /// <summary>Characters of stream text kept of one cell: a loop that prints without end must not fill the memory.</summary>
    public const int TextLimit = 1_000_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<int, Cell> _cells = [];

    /// <summary>Where the outputs of a cell go.</summary>
    /// <param name="number">The cell's number, which is also its execution count.</param>
    public ICellOutputs For(int number)
    {
        lock (_lock)
        {
            if (!_cells.TryGetValue(number, out var cell))
                _cells[number] = cell = new Cell(this, number);
            return cell;
        }
    }

    /// <summary>A cell's outputs so far, updates of later cells included.</summary>
    public IReadOnlyList<CellOutput> Outputs(int number)
    {
        lock (_lock)
            return _cells.TryGetValue(number, out var cell) ? cell.Snapshot() : [];
    }

    /// <summary>One output; a stream's text grows, a display's data may be replaced.</summary>
    private sealed class Entry
    {
        public StreamName Stream { get; init; }

        public StringBuilder? Text { get; init; }

        public string? DisplayId { get; init; }

        public MimeBundle? Data { get; set; }
    }

    private sealed class Cell(OutputCollector owner, int number) : ICellOutputs
    {
        private readonly List<Entry> _entries = [];
        private bool _clearNext;
        private int _textLength;

        public IReadOnlyList<CellOutput> Snapshot() =>
        [
            .. _entries.Select(CellOutput (e) => e switch
            {
                { Text: { } text } => new StreamOutput(e.Stream, text.ToString()),
                { DisplayId: not null } => new DisplayOutput(e.Data!),
                _ => new ResultOutput(e.Data!, number),
            }),
        ];

        public void Stream(StreamName name, string text)
        {
            lock (owner._lock)
            {
                ClearIfDue();
                if (_textLength > TextLimit)
                    return;
                _textLength += text.Length;
                if (_textLength > TextLimit)
                {
                    var kept = Math.Max(0, text.Length - (_textLength - TextLimit));
                    text = $"{text.AsSpan(0, kept)}\n... this cell's text is cut off after {TextLimit:N0} characters.\n";
                }

                if (_entries is [.., { Text: not null } last] && last.Stream == name)
                    last.Text.Append(text);
                else
                    _entries.Add(new Entry { Stream = name, Text = new StringBuilder(text) });
            }
        }

        public void Display(MimeBundle data, string displayId) => Add(new Entry { Data = data, DisplayId = displayId });

        public void Result(MimeBundle data) => Add(new Entry { Data = data });

        public void Update(string displayId, MimeBundle data)
        {
            lock (owner._lock)
            {
                foreach (var entry in owner._cells.Values.SelectMany(c => c._entries).Where(e => e.DisplayId == displayId))
                    entry.Data = data;
            }
        }

        public void Clear(bool wait)
        {
            lock (owner._lock)
            {
                _clearNext = wait;
                if (!wait)
                    Empty();
            }
        }

        private void Add(Entry entry)
        {
            lock (owner._lock)
            {
                ClearIfDue();
                _entries.Add(entry);
            }
        }

        private void ClearIfDue()
        {
            if (_clearNext)
                Empty();
            _clearNext = false;
        }

        private void Empty()
        {
            _entries.Clear();
            _textLength = 0;
        }
    }
}
