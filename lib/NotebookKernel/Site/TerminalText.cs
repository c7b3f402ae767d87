using System.Text;
using System.Text.RegularExpressions;

namespace NotebookKernel.Site;

/// <summary>What a terminal would show of a stream, as plain text.</summary>
internal static partial class TerminalText
{
    /// <summary>Drops escape sequences (colours, cursor moves, titles) and lets a carriage return overwrite its line.</summary>
    public static string Plain(string text)
    {
        if (text.Contains('\u001b'))
            text = EscapeSequence().Replace(text, "");
        if (!text.Contains('\r'))
            return text;

        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
        for (var i = 0; i < lines.Length; i++)
            lines[i] = Overwritten(lines[i]);
        return string.Join('\n', lines);
    }

    private static string Overwritten(string line)
    {
        if (!line.Contains('\r'))
            return line;
        var shown = new StringBuilder();
        foreach (var piece in line.Split('\r'))
        {
            shown.Remove(0, Math.Min(piece.Length, shown.Length));
            shown.Insert(0, piece);
        }

        return shown.ToString();
    }

    [GeneratedRegex(@"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])")]
    private static partial Regex EscapeSequence();
}
