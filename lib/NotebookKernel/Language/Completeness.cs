using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NotebookKernel.Engine;

namespace NotebookKernel.Language;

/// <summary>Tells whether code is ready to run: what a console front end asks after each line.</summary>
internal static class Completeness
{
    private const string Indent = "    ";
    private const string NewlineInConstant = "CS1010";

    /// <returns><c>complete</c>, <c>incomplete</c> or <c>invalid</c>, and how far the next line of incomplete code is indented.</returns>
    public static (string Status, string Indent) Of(string code)
    {
        var tree = CSharpSyntaxTree.ParseText(CellText.WithoutDirectives(code), CellParser.Options);
        // No further line ends a string that must end on its own.
        if (tree.GetDiagnostics().Any(d => d.Id == NewlineInConstant)) return ("invalid", "");
        if (!SyntaxFactory.IsCompleteSubmission(tree)) return ("incomplete", NextIndent(code));
        return (tree.GetDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error) ? "invalid" : "complete", "");
    }

    private static string NextIndent(string code)
    {
        var last = code.Split('\n').LastOrDefault(l => !string.IsNullOrWhiteSpace(l)) ?? "";
        var indent = last[..(last.Length - last.TrimStart().Length)];
        return last.TrimEnd() is [.., '{' or '(' or '['] ? indent + Indent : indent;
    }
}
