using System.Text.RegularExpressions;

namespace NotebookKernel.Jupyter;

/// <summary>A cell that asks for help as in IPython: a name with a question mark after it, which no C# begins with.</summary>
internal static partial class HelpRequest
{
    /// <returns>The name; null if the cell is something else.</returns>
    public static string? Parse(string code) => Pattern().Match(code) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex(@"^\s*([\p{L}_][\p{L}\p{N}_.<>]*)\s*\?{1,2}\s*$")]
    private static partial Regex Pattern();
}
