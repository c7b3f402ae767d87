using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace NotebookKernel.Engine;

/// <summary>Carries out <c>#r</c> and <c>#i</c>, for cells and for files that <c>#load</c> brings in.</summary>
internal sealed class DirectiveResolver(
    string workingDirectory, ReferenceSet references, SessionLoadContext context, PackageRestore packages) : MetadataReferenceResolver
{
    private const string PackagePrefix = "nuget:";

    /// <summary>Why a <c>#r</c> in a loaded file failed during the compilation under way.</summary>
    public DirectiveException? Failure { get; set; }

    /// <inheritdoc/>
    public override bool ResolveMissingAssemblies => false;

    /// <summary>Carries out the directives of one piece of code.</summary>
    /// <exception cref="DirectiveException">One of them cannot be carried out.</exception>
    public void Apply(CodePart part, CancellationToken cancellation)
    {
        foreach (var (argument, line) in part.PackageSources)
        {
            if (!argument.StartsWith(PackagePrefix, StringComparison.OrdinalIgnoreCase))
                throw new DirectiveException($"#i takes a package source, as in #i \"nuget:https://...\"; it was \"{argument}\".", line);
            var source = argument[PackagePrefix.Length..].Trim();
            var isAddress = source.Contains("://", StringComparison.Ordinal);
            packages.AddSource(isAddress ? source : Path.GetFullPath(PortablePath.Of(source), workingDirectory));
        }

        var wanted = part.References.Where(r => IsPackage(r.Argument)).ToList();
        if (wanted.Count > 0) AddPackages([.. wanted.Select(w => Package(w.Argument, w.Line))], wanted[0].Line, cancellation);
        foreach (var (argument, line) in part.References)
        {
            if (!IsPackage(argument)) AddFile(argument, line, workingDirectory);
        }
    }

    /// <inheritdoc/>
    public override ImmutableArray<PortableExecutableReference> ResolveReference(
        string reference, string? baseFilePath, MetadataReferenceProperties properties)
    {
        var before = references.All.Count;
        try
        {
            if (IsPackage(reference)) AddPackages([Package(reference, 1)], 1, CancellationToken.None);
            else AddFile(reference, 1, Path.GetDirectoryName(baseFilePath) is { Length: > 0 } folder ? folder : workingDirectory, workingDirectory);
        }
        catch (DirectiveException e)
        {
            Failure ??= new DirectiveException($"{Path.GetFileName(baseFilePath)}: {e.Message}", e.Line, e.Details);
            return [];
        }

        // The compiler takes one; those beside it are there when it tries again. If it brought nothing, any says that it was found.
        return [(PortableExecutableReference)references.All[references.All.Count > before ? before : 0]];
    }

    /// <inheritdoc/>
    public override bool Equals(object? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => workingDirectory.GetHashCode(StringComparison.Ordinal);

    private static bool IsPackage(string argument) => argument.StartsWith(PackagePrefix, StringComparison.OrdinalIgnoreCase);

    private static (string Name, string Version) Package(string argument, int line)
    {
        var parts = argument[PackagePrefix.Length..].Split(',', 2, StringSplitOptions.TrimEntries);
        if (parts[0].Length == 0 || parts[0].Contains(' ', StringComparison.Ordinal))
            throw new DirectiveException($"#r \"{argument}\" should read #r \"nuget: Name, Version\".", line);
        return (parts[0], parts.Length > 1 && parts[1].Length > 0 ? parts[1] : "*");
    }

    private void AddPackages(IReadOnlyList<(string Name, string Version)> wanted, int line, CancellationToken cancellation)
    {
        var (assemblies, natives) = packages.Restore(wanted, line, cancellation);
        foreach (var native in natives) context.AddNative(native);
        foreach (var assembly in assemblies)
        {
            if (references.AddPackageAssembly(assembly.Compile, assembly.Runtime) is { } problem) throw new DirectiveException(problem, line);
        }
    }

    private void AddFile(string argument, int line, params ReadOnlySpan<string> folders)
    {
        var path = PortablePath.Of(argument);
        foreach (var folder in folders)
        {
            var full = Path.GetFullPath(path, folder);
            if (!File.Exists(full)) continue;
            if (references.AddFile(full) is { } problem) throw new DirectiveException(problem, line);
            return;
        }

        var name = argument.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? argument[..^4] : argument;
        if (ReferenceSet.IsFramework(name)) return;
        throw new DirectiveException(
            $"#r \"{argument}\": there is no file {Path.GetFullPath(path, folders[0])}. "
            + $"Relative paths start at the notebook's folder, {workingDirectory}. If it is built from a project, build that first.",
            line);
    }
}
