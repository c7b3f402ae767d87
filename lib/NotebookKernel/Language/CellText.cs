using Microsoft.CodeAnalysis.CSharp;

namespace NotebookKernel.Language;

/// <summary>A cell's text as the C# parser can take it.</summary>
internal static class CellText
{
    /// <summary>The text with its directives replaced by blanks, so that every position stays what it is.</summary>
    public static string WithoutDirectives(string code)
    {
        if (!code.Contains('#', StringComparison.Ordinal)) return code;
        var text = code.ToCharArray();
        for (var start = 0; start < text.Length;)
        {
            var end = code.IndexOf('\n', start);
            if (end < 0) end = text.Length;
            if (IsDirective(code.AsSpan(start, end - start))) text.AsSpan(start, end - start).Fill(' ');
            start = end + 1;
        }

        return new string(text);
    }

    /// <summary>Whether a line is the notebook's, not C#'s.</summary>
    public static bool IsDirective(ReadOnlySpan<char> line)
    {
        line = line.TrimStart();
        return line.StartsWith("#!") || line.StartsWith("#r ") || line.StartsWith("#r\"") || line.StartsWith("#i ") || line.StartsWith("#i\"")
            || line.StartsWith("#load ") || line.StartsWith("#load\"");
    }

    /// <summary>Where the identifier that ends at a position begins.</summary>
    public static int WordStart(string code, int position)
    {
        while (position > 0 && (SyntaxFacts.IsIdentifierPartCharacter(code[position - 1]) || code[position - 1] == '@')) position--;
        return position;
    }

    /// <summary>Where the identifier that a position lies in ends.</summary>
    public static int WordEnd(string code, int position)
    {
        while (position < code.Length && SyntaxFacts.IsIdentifierPartCharacter(code[position])) position++;
        return position;
    }
}
