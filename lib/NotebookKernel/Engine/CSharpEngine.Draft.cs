using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NotebookKernel.Display;

namespace NotebookKernel.Engine;

/// <content>What a front end needs beyond running cells.</content>
public sealed partial class CSharpEngine
{
    /// <summary>The notebook's folder.</summary>
    internal string WorkingDirectory => _workingDirectory;

    /// <summary>Runs one cell and waits for its end on this thread, without needing one of the thread pool, which user code may have occupied.</summary>
    /// <param name="code">The cell's text.</param>
    /// <param name="outputs">Receives what it shows; if it is an <see cref="ICellInput"/> too, the cell can ask for input.</param>
    /// <param name="document">What error messages call the cell.</param>
    /// <param name="cancellation">Interrupts it.</param>
    internal CellOutcome Run(string code, ICellOutputs outputs, string document, CancellationToken cancellation)
    {
        _turn.Wait(CancellationToken.None);
        try
        {
            return _threads.Run(() => Execute(code, outputs, document, cancellation)).GetAwaiter().GetResult();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Ends when a first line has been compiled, so that no cell waits any more for the compiler's own beginning.</summary>
    internal static Task Warmed => Warm.Value;

    /// <summary>Compiles code as the next cell would be, without running it: for asking what its names mean.</summary>
    internal (CSharpCompilation Compilation, SyntaxTree Tree) Draft(string code)
    {
        var tree = CSharpSyntaxTree.ParseText(code, CellParser.Options);
        return (_submissions.Draft(tree), tree);
    }

    /// <summary>Compiles a cell without running it; later cells are compiled as if it had run.</summary>
    /// <param name="code">The cell's text; references that it asks for are added.</param>
    /// <param name="document">What error messages call the cell.</param>
    /// <returns>Its pieces of code, in order.</returns>
    /// <exception cref="FormatException">It does not compile, or a reference cannot be had.</exception>
    internal IReadOnlyList<(CSharpCompilation Compilation, SyntaxTree Tree)> Declare(string code, string document)
    {
        var declared = new List<(CSharpCompilation, SyntaxTree)>();
        try
        {
            foreach (var part in CellParser.Parse(code).OfType<CodePart>())
            {
                _directives.Apply(part, CancellationToken.None);
                var text = string.Concat(part.Loads.Select(l => $"#load \"{l.Argument}\"\n")) + $"#line {part.Line}\n" + part.Text;
                var (compilation, errors) = _submissions.Declare(text, document);
                if (errors is [var first, ..])
                {
                    var line = first.Location.GetMappedLineSpan().StartLinePosition.Line + 1;
                    throw new FormatException($"line {line}: {first.Id}: {first.GetMessage(CultureInfo.InvariantCulture)}");
                }

                declared.Add((compilation, compilation.SyntaxTrees[^1]));
            }
        }
        catch (DirectiveException e)
        {
            throw new FormatException($"line {e.Line}: {e.Message}");
        }

        return declared;
    }

    /// <inheritdoc cref="Submissions.DraftAlone"/>
    internal CSharpCompilation DraftAlone(SyntaxTree tree) => _submissions.DraftAlone(tree);

    /// <inheritdoc cref="Submissions.DeclaredNames"/>
    internal IReadOnlyCollection<string> DeclaredNames => _submissions.DeclaredNames;
}
