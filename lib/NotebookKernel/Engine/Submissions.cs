using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace NotebookKernel.Engine;

/// <summary>Compiled code, ready to run.</summary>
/// <param name="Compilation">What later code builds upon.</param>
/// <param name="Entry">Runs it.</param>
internal sealed record Submission(CSharpCompilation Compilation, Func<object?[], Task<object?>> Entry)
{
    /// <summary>Whether what it gave is the value of its last expression, or of a return, rather than nothing.</summary>
    /// <remarks>Asked only of a null, as the compiler binds the code once more to tell.</remarks>
    public bool HasResult(object? value)
    {
        if (value is not null) return true;
        var tree = Compilation.SyntaxTrees[^1]; // those that it loads come before it
        var root = tree.GetCompilationUnitRoot();
        var statements = root.Members.OfType<GlobalStatementSyntax>().ToList();
        if (statements.Count == 0) return false;
        if (statements[^1].Statement is ExpressionStatementSyntax { SemicolonToken.IsMissing: true } last)
        {
            var type = Compilation.GetSemanticModel(tree).GetTypeInfo(last.Expression).Type;
            return type is null or { SpecialType: not SpecialType.System_Void };
        }

        return statements.Any(s => s.DescendantNodes(n => n is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .Any(n => n is ReturnStatementSyntax { Expression: not null }));
    }
}

/// <summary>The chain of compiled code that is a session's state: each submission sees what those before it declared.</summary>
internal sealed class Submissions(SessionLoadContext context, ReferenceSet references, NotebookSources sources, LoopChecks checks)
{
    private static readonly string[] Imports =
    [
        "System", "System.Text", "System.Collections", "System.Collections.Generic", "System.Threading.Tasks", "System.Linq",
        "Microsoft.DotNet.Interactive.Kernel",
    ];

    private static readonly EmitOptions Emit = new(debugInformationFormat: DebugInformationFormat.PortablePdb);

    private static readonly CSharpCompilationOptions BaseOptions = new(
        OutputKind.DynamicallyLinkedLibrary,
        usings: Imports,
        // Full speed for the user's loops; the debug information still gives the line of every statement that throws.
        optimizationLevel: OptimizationLevel.Release,
        allowUnsafe: true,
        concurrentBuild: false,
        assemblyIdentityComparer: DesktopAssemblyIdentityComparer.Default);

    // Compilations share the symbols of their references if these are bound one after another. Bound at the same time, each would have
    // its own, and a chain that mixes them finds a name that every link imports twice.
    private static readonly Lock Binding = new();

    private readonly HashSet<Assembly> _assemblies = [];
    private readonly HashSet<string> _declared = new(StringComparer.Ordinal), _usings = new(StringComparer.Ordinal);
    private CSharpCompilation? _last;
    private object?[] _states = new object?[16]; // 0 is the host's; each submission that declares something has the next
    private int _stateCount = 1;
    private int _number;

    /// <summary>Resolves <c>#r</c> in files that <c>#load</c> brings in.</summary>
    public required MetadataReferenceResolver ReferenceResolver { get; init; }

    /// <summary>Whether an assembly holds code of the session's cells.</summary>
    public bool Contains(Assembly assembly) => _assemblies.Contains(assembly);

    /// <summary>Compiles code against all that came before.</summary>
    /// <returns>Null and the errors if it does not compile; the session is then as before.</returns>
    public (Submission? Submission, ImmutableArray<Diagnostic> Errors) Compile(string code, string document, CancellationToken cancellation)
    {
        var tree = CSharpSyntaxTree.ParseText(SourceText.From(code, Encoding.UTF8), CellParser.Options, document, cancellation);
        var root = tree.GetCompilationUnitRoot(cancellation);
        if (root.Members.Count == 0 && root.Usings.Count == 0 && root.Externs.Count == 0 && root.AttributeLists.Count == 0
            && root.GetLoadDirectives().Count == 0 && !root.ContainsDiagnostics)
        {
            return (null, []);
        }

        // The compiler passes on the usings of code that has a statement, if an empty one.
        if (root.Members.Count == 0)
        {
            tree = CSharpSyntaxTree.ParseText(SourceText.From(code + "\n;", Encoding.UTF8), CellParser.Options, document, cancellation);
            root = tree.GetCompilationUnitRoot(cancellation);
        }

        var number = ++_number;
        using var image = new MemoryStream();
        using var symbols = new MemoryStream();
        CSharpCompilation compilation;
        EmitResult emitted;
        int known;
        do
        {
            // Again if a loaded file's #r has brought more than the one assembly that it names.
            known = references.All.Count;
            image.SetLength(0);
            symbols.SetLength(0);
            compilation = WithChecks(tree, root, number, cancellation);
            emitted = compilation.Emit(image, symbols, options: Emit, cancellationToken: cancellation);
        }
        while (!emitted.Success && references.All.Count > known);

        // The checks move columns: the places of errors come from the code as it is.
        if (!emitted.Success && (compilation.SyntaxTrees.Length > 1 || compilation.SyntaxTrees[0] != tree))
        {
            image.SetLength(0);
            symbols.SetLength(0);
            sources.Checks = null;
            compilation = Compilation(tree, number);
            emitted = compilation.Emit(image, symbols, options: Emit, cancellationToken: cancellation);
        }

        if (!emitted.Success) return (null, [.. emitted.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)]);
        image.Position = 0;
        symbols.Position = 0;
        var assembly = context.LoadFromStream(image, symbols);
        _assemblies.Add(assembly);
        var entry = compilation.GetEntryPoint(cancellation)!;
        var method = assembly.GetType(entry.ContainingType.MetadataName, throwOnError: true)!
            .GetMethod(entry.MetadataName, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!;
        var submission = new Submission(
            compilation,
            method.CreateDelegate<Func<object?[], Task<object?>>>());
        return (submission, []);
    }

    /// <summary>A compilation of code that is still being written, on top of the last submission.</summary>
    public CSharpCompilation Draft(SyntaxTree tree) => Create("Draft", tree, BaseOptions, _last);

    /// <summary>The names that the session's code has declared.</summary>
    public IReadOnlyCollection<string> DeclaredNames => _declared;

    /// <summary>The same code, with the session's usings but without what the session has declared.</summary>
    /// <remarks>
    /// To ask for all that is in scope: asked on top of hundreds of submissions, the compiler looks every name of the framework up in each of
    /// them, which takes half a second.
    /// </remarks>
    public CSharpCompilation DraftAlone(SyntaxTree tree) =>
        Create("Draft", tree, BaseOptions.WithUsings(Imports.Concat(_usings).ToImmutableArray()), previous: null);

    /// <summary>Compiles code and makes it what later code builds upon, without ever running it.</summary>
    /// <returns>The compilation, and what keeps it from being one.</returns>
    public (CSharpCompilation Compilation, ImmutableArray<Diagnostic> Errors) Declare(string code, string document)
    {
        var tree = CSharpSyntaxTree.ParseText(SourceText.From(code, Encoding.UTF8), CellParser.Options, document);
        // The compiler passes on the usings of code that has a statement, if an empty one.
        if (tree.GetCompilationUnitRoot().Members.Count == 0)
            tree = CSharpSyntaxTree.ParseText(SourceText.From(code + "\n;", Encoding.UTF8), CellParser.Options, document);
        sources.Checks = null;
        var compilation = Compilation(tree, ++_number);
        ImmutableArray<Diagnostic> errors = [.. compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error)];
        if (errors.IsEmpty) _last = compilation;
        return (compilation, errors);
    }

    /// <summary>Keeps the usings of code that did not compile, as far as they compile by themselves.</summary>
    public void KeepUsings(string code, CancellationToken cancellation)
    {
        var root = CSharpSyntaxTree.ParseText(code, CellParser.Options, cancellationToken: cancellation).GetCompilationUnitRoot(cancellation);
        if (root.Usings.Count == 0) return;
        var usings = string.Join('\n', root.Usings.Select(u => u.ToString()));
        if (Compile(usings, "usings", cancellation).Submission is not { } submission) return;
        _ = Start(submission); // an empty statement
        Keep(submission);
    }

    /// <summary>Starts a submission; what it declares is seen by later code from now on, also if it fails half-way.</summary>
    public Task<object?> Start(Submission submission)
    {
        if (_stateCount + 1 >= _states.Length) Array.Resize(ref _states, 2 * _states.Length);
        return submission.Entry(_states);
    }

    /// <summary>Makes a submission that was started the one that later code builds upon.</summary>
    public void Keep(Submission submission)
    {
        // Interrupted before its first statement: there is nothing to build upon.
        if (_states[_stateCount] is null) return;
        _stateCount++;
        _last = submission.Compilation;
        if (_last.ScriptClass is { } script) _declared.UnionWith(script.GetMembers().Where(m => m.CanBeReferencedByName).Select(m => m.Name));
        foreach (var directive in _last.SyntaxTrees.SelectMany(t => t.GetCompilationUnitRoot().Usings))
        {
            if (directive.Alias is { } alias) _declared.Add(alias.Name.Identifier.ValueText);
            else _usings.Add(directive.NamespaceOrType.ToString());
        }
    }

    private CSharpCompilation Create(string name, SyntaxTree tree, CSharpCompilationOptions options, CSharpCompilation? previous)
    {
        var compilation = CSharpCompilation.CreateScriptCompilation(name, tree, references.All, options, previous, typeof(object));
        lock (Binding) _ = compilation.Assembly;
        return compilation;
    }

    private CSharpCompilation WithChecks(SyntaxTree tree, SyntaxNode root, int number, CancellationToken cancellation)
    {
        sources.Checks = checks;
        var withChecks = checks.AddTo(root);
        // Parsed again, as loaded files are read only by a tree that was parsed.
        return Compilation(
            ReferenceEquals(withChecks, root)
                ? tree
                : CSharpSyntaxTree.ParseText(withChecks.GetText(Encoding.UTF8), CellParser.Options, tree.FilePath, cancellation),
            number);
    }

    private CSharpCompilation Compilation(SyntaxTree tree, int number) => Create($"Cell#{number}", tree, BaseOptions
        .WithScriptClassName($"Submission#{number}")
        .WithMetadataReferenceResolver(ReferenceResolver)
        .WithSourceReferenceResolver(sources), _last);
}
