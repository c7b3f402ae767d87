using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;

namespace NotebookKernel.Engine;

/// <summary>What a session's cells can use: the framework, what <c>#r</c> brought, and what lies beside it.</summary>
internal sealed class ReferenceSet(SessionLoadContext context)
{
    // The framework's references are parsed once a process and shared by all sessions.
    private static readonly Lazy<Dictionary<string, Identity>> Shared = new(FrameworkAssemblies);

    private readonly Dictionary<string, (string Path, Identity Identity)> _added = new(StringComparer.OrdinalIgnoreCase);
    private List<MetadataReference>? _all;

    /// <summary>Every reference, framework first; the same objects from call to call.</summary>
    public IReadOnlyList<MetadataReference> All
    {
        get
        {
            if (_all is null)
            {
                _all = [.. Shared.Value.Values.Select(f => f.Reference)];
                _all.Add(Identify(typeof(ReferenceSet).Assembly.Location)!.Reference);
            }

            return _all;
        }
    }

    /// <summary>Whether the framework holds an assembly of this name.</summary>
    public static bool IsFramework(string simpleName) => Shared.Value.ContainsKey(simpleName);

    /// <summary>Adds an assembly and those beside it.</summary>
    /// <param name="path">The assembly's absolute path.</param>
    /// <returns>Why it cannot be used, or null.</returns>
    public string? AddFile(string path)
    {
        if (Identify(path) is not { } identity) return $"{path} is not a .NET assembly.";
        if (Add(path, identity) is { } problem) return problem;

        var folder = Path.GetDirectoryName(path)!;
        context.AddNativeFolder(folder);
        var rid = PackageRestore.RuntimeIdentifier;
        var natives = Path.Combine(folder, "runtimes", rid, "native");
        if (Directory.Exists(natives)) context.AddNativeFolder(natives);
        foreach (var neighbour in Directory.EnumerateFiles(folder, "*.dll").Order(StringComparer.Ordinal))
        {
            // What is there already wins over a neighbour of the same name.
            if (Identify(neighbour) is { } other && !_added.ContainsKey(other.Name)) Add(neighbour, other);
        }

        return null;
    }

    /// <summary>Adds one assembly of a package.</summary>
    /// <param name="compile">What cells compile against; null for what is only loaded.</param>
    /// <param name="runtime">What is loaded; null for what cells only compile against.</param>
    /// <returns>Why it cannot be used, or null.</returns>
    public string? AddPackageAssembly(string? compile, string? runtime) =>
        Identify(runtime ?? compile!) is { } identity ? Add(runtime ?? compile!, identity, compile) : null;

    private string? Add(string path, Identity identity, string? compilePath = null)
    {
        if (Shared.Value.TryGetValue(identity.Name, out var framework) && framework.Version >= identity.Version) return null;
        if (_added.TryGetValue(identity.Name, out var present))
        {
            return present.Path == path || present.Identity.Mvid == identity.Mvid
                ? null
                : $"{identity.Name} {identity.Version} cannot be added: this session already uses {identity.Name} {present.Identity.Version} "
                    + $"({present.Path}). Restart the notebook to use the other one.";
        }

        _added.Add(identity.Name, (path, identity));
        context.AddAssembly(identity.Name, path);
        var all = (List<MetadataReference>)All;
        if (framework is not null) all.Remove(framework.Reference);
        all.Add(compilePath is null ? identity.Reference : MetadataReference.CreateFromFile(compilePath));
        return null;
    }

    private static Dictionary<string, Identity> FrameworkAssemblies()
    {
        var folder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var framework = new Dictionary<string, Identity>(StringComparer.OrdinalIgnoreCase);
        foreach (var path in Directory.EnumerateFiles(folder, "*.dll"))
        {
            if (Identify(path) is { } identity) framework.Add(identity.Name, identity);
        }

        return framework;
    }

    /// <summary>Who an assembly is, and what the compiler needs of it; the file is closed again. Null if it is none.</summary>
    private static Identity? Identify(string path)
    {
        try
        {
            // The metadata alone: the code of a hundred framework assemblies would only fill the memory.
            using var file = File.OpenRead(path);
            var module = ModuleMetadata.CreateFromStream(file, PEStreamOptions.PrefetchMetadata | PEStreamOptions.LeaveOpen);
            var metadata = module.GetMetadataReader();
            if (!metadata.IsAssembly) return null;
            var assembly = metadata.GetAssemblyDefinition();
            return new Identity(
                metadata.GetString(assembly.Name),
                assembly.Version,
                metadata.GetGuid(metadata.GetModuleDefinition().Mvid),
                AssemblyMetadata.Create(module).GetReference(filePath: path));
        }
        catch (Exception e) when (e is BadImageFormatException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private sealed record Identity(string Name, Version Version, Guid Mvid, PortableExecutableReference Reference);
}
