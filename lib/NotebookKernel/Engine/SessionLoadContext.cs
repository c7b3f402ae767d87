using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace NotebookKernel.Engine;

/// <summary>
/// Where a session's assemblies live: each is loaded once, and two sessions of one process share no statics.
/// </summary>
/// <remarks>
/// Not collectible: collectible code is never re-jitted by tier and reaches its statics the slow way, and a notebook lives as long as its session.
/// </remarks>
internal sealed class SessionLoadContext() : AssemblyLoadContext("notebook")
{
    private readonly ConcurrentDictionary<string, string> _assemblies = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, string> _natives = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, bool> _folders = new(StringComparer.Ordinal);

    /// <summary>Says where an assembly is; it is loaded when first needed.</summary>
    public void AddAssembly(string simpleName, string path) => _assemblies[simpleName] = path;

    /// <summary>Looks for native libraries in a folder.</summary>
    public void AddNativeFolder(string folder) => _folders[folder] = true;

    /// <summary>Says where a native library is.</summary>
    public void AddNative(string path) => _natives[Path.GetFileName(path)] = path;

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName) =>
        assemblyName.Name is { } name && _assemblies.TryGetValue(name, out var path) ? LoadFromAssemblyPath(path) : null;

    /// <inheritdoc/>
    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        foreach (var name in FileNames(unmanagedDllName))
        {
            if (_natives.TryGetValue(name, out var path) && NativeLibrary.TryLoad(path, out var handle)) return handle;
            foreach (var folder in _folders.Keys)
            {
                var candidate = Path.Combine(folder, name);
                if (File.Exists(candidate) && NativeLibrary.TryLoad(candidate, out handle)) return handle;
            }
        }

        return 0;
    }

    private static IEnumerable<string> FileNames(string name)
    {
        if (OperatingSystem.IsWindows())
        {
            yield return name + ".dll";
        }
        else
        {
            var extension = OperatingSystem.IsMacOS() ? ".dylib" : ".so";
            yield return "lib" + name + extension;
            yield return name + extension;
        }

        yield return name;
    }
}
