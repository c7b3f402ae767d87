using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace NotebookKernel.Engine;

/// <summary>Finds files for <c>#load</c>: beside the loading file, then in the notebook's folder. Names of cells stay as they are.</summary>
internal sealed class NotebookSources(string workingDirectory) : SourceReferenceResolver
{
    private readonly SourceFileResolver _files = new(ImmutableArray<string>.Empty, workingDirectory);

    public override string? NormalizePath(string path, string? baseFilePath) => path;

    /// <summary>What loaded files get, or null.</summary>
    public LoopChecks? Checks { get; set; }

    public override SourceText ReadText(string resolvedPath)
    {
        var text = base.ReadText(resolvedPath);
        return Checks?.AddTo(CSharpSyntaxTree.ParseText(text, CellParser.Options).GetRoot()).GetText(Encoding.UTF8) ?? text;
    }

    public override Stream OpenRead(string resolvedPath) => _files.OpenRead(resolvedPath);

    public override string? ResolveReference(string path, string? baseFilePath)
    {
        path = PortablePath.Of(path);
        return _files.ResolveReference(path, baseFilePath is not null && Path.IsPathRooted(baseFilePath) ? baseFilePath : null);
    }

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => _files.GetHashCode();
}
