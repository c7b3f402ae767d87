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

    /// <summary>Compiles code as the next cell would be, without running it: for asking what its names mean.</summary>
    internal (CSharpCompilation Compilation, SyntaxTree Tree) Draft(string code)
    {
        var tree = CSharpSyntaxTree.ParseText(code, CellParser.Options);
        return (_submissions.Draft(tree), tree);
    }
}
