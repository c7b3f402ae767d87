using System.Text.Json;

namespace NotebookKernel.Notebooks;

/// <summary>
/// A Jupyter notebook (nbformat 4). What is not changed here is written back byte for byte: unknown keys, key order,
/// indentation, escapes, line ends.
/// </summary>
/// <remarks>
/// The file's bytes are kept, and writing splices in only the values that were set: outputs, execution counts, sources and new
/// cells. Format: https://nbformat.readthedocs.io/en/latest/format_description.html.
/// </remarks>
public sealed class Notebook
{
    private readonly byte[] _bytes;
    private readonly List<NotebookCell> _cells;

    internal Notebook(string path, byte[] bytes, int minor, JsonElement metadata, List<NotebookCell> cells) =>
        (Path, _bytes, Minor, Metadata, _cells) = (path, bytes, minor, metadata, cells);

    /// <summary>The file it was read from, as it was named.</summary>
    public string Path { get; }

    /// <summary>The minor version of nbformat 4: cell ids are required from 5 on.</summary>
    public int Minor { get; }

    /// <summary>The notebook's metadata.</summary>
    public JsonElement Metadata { get; }

    /// <summary>The cells, in order.</summary>
    public IReadOnlyList<NotebookCell> Cells => _cells;

    /// <summary>Reads a notebook file.</summary>
    /// <param name="path">The .ipynb file.</param>
    /// <exception cref="NotebookFormatException">It is no notebook, damaged, of another major version than 4, or larger than 1 GB.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Notebook Read(string path)
    {
        const long limit = 1L << 30;
        var length = new FileInfo(path).Length;
        if (length > limit)
            throw new NotebookFormatException(path, 0, 0, $"{length >> 20:N0} MB; notebooks of up to {limit >> 20:N0} MB are read. Strip its outputs.");
        return Parse(File.ReadAllBytes(path), path);
    }

    /// <summary>Reads a notebook from its UTF-8 bytes.</summary>
    /// <param name="utf8">The file's content; kept, not copied.</param>
    /// <param name="path">The file's name, for messages and <see cref="Path"/>.</param>
    /// <exception cref="NotebookFormatException">It is no notebook, damaged, or of another major version than 4.</exception>
    public static Notebook Parse(byte[] utf8, string path)
    {
        ArgumentNullException.ThrowIfNull(utf8);
        return new NotebookParser(utf8, path).Parse();
    }

    /// <summary>Puts a new cell behind one of this notebook's.</summary>
    /// <param name="anchor">A cell of this notebook.</param>
    /// <param name="cell">The new cell.</param>
    /// <exception cref="ArgumentException"><paramref name="anchor"/> is not in this notebook.</exception>
    public void InsertAfter(NotebookCell anchor, NotebookCell cell)
    {
        var index = _cells.IndexOf(anchor);
        if (index < 0)
            throw new ArgumentException("a cell of another notebook; it must be one of this notebook's cells.", nameof(anchor));
        _cells.Insert(index + 1, cell);
    }

    /// <summary>Removes every output and execution count, as notebooks are committed.</summary>
    public void StripOutputs()
    {
        foreach (var cell in _cells.Where(c => c.Kind == CellKind.Code))
        {
            cell.Outputs = [];
            cell.ExecutionCount = null;
        }
    }

    /// <summary>The notebook as the bytes of its file.</summary>
    public byte[] ToUtf8() => NotebookSplicer.Splice(_bytes, _cells, Minor);

    /// <summary>Writes the notebook to a file, whole or not at all.</summary>
    /// <param name="path">Where to; an existing file is replaced.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Write(string path) => AtomicFile.Write(path, ToUtf8());
}
