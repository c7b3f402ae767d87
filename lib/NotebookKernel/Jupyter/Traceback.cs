using NotebookKernel.Engine;

namespace NotebookKernel.Jupyter;

/// <summary>Shows a cell's failure as a terminal would: in colour, with the line where it happened marked.</summary>
internal static class Traceback
{
    private const string Red = "\u001b[31;1m", Green = "\u001b[32;1m", Off = "\u001b[0m";
    private const int Around = 2;

    /// <summary>The lines of the <c>traceback</c> of an <c>error</c> message.</summary>
    /// <param name="error">The failure.</param>
    /// <param name="code">The cell's text.</param>
    public static List<string> Lines(CellError error, string code)
    {
        var lines = new List<string>(error.Traceback.Count + 1 + (2 * Around));
        foreach (var line in error.Traceback) lines.Add(line.StartsWith(' ') ? line : $"{Red}{line}{Off}");
        // The compiler's errors quote their lines themselves.
        if (error is { Kind: not CellErrorKind.Compilation, Line: { } number }) lines.InsertRange(Math.Min(1, lines.Count), Excerpt(code, number));
        return lines;
    }

    private static IEnumerable<string> Excerpt(string code, int number)
    {
        var source = code.ReplaceLineEndings("\n").Split('\n');
        for (var i = Math.Max(1, number - Around); i <= Math.Min(source.Length, number + Around); i++)
            yield return i == number ? $"{Green}----> {i,2}{Off} {source[i - 1]}" : $"      {i,2} {source[i - 1]}";
    }
}
