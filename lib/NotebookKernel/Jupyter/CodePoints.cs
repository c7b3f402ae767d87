namespace NotebookKernel.Jupyter;

/// <summary>Positions in Jupyter's messages count code points, those in .NET's strings UTF-16 units.</summary>
internal static class CodePoints
{
    /// <summary>The index in the string of the position that so many code points lie before; the string's length if it has fewer.</summary>
    public static int Index(string text, int points)
    {
        var index = 0;
        for (; points > 0 && index < text.Length; points--) index += IsPair(text, index) ? 2 : 1;
        return index;
    }

    /// <summary>How many code points lie before an index.</summary>
    public static int Count(string text, int index)
    {
        var points = 0;
        for (var i = 0; i < index; i += IsPair(text, i) ? 2 : 1) points++;
        return points;
    }

    private static bool IsPair(string text, int index) =>
        char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]);
}
