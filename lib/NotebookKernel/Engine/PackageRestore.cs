using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace NotebookKernel.Engine;

/// <summary>A package's files that a session needs.</summary>
/// <param name="Compile">What cells compile against, or null.</param>
/// <param name="Runtime">What is loaded, or null.</param>
internal sealed record PackageAssembly(string? Compile, string? Runtime);

/// <summary>Brings NuGet packages by a real <c>dotnet restore</c> of a project that asks for them.</summary>
/// <param name="workingDirectory">Where NuGet looks for its settings first.</param>
internal sealed partial class PackageRestore(string workingDirectory) : IDisposable
{
    private readonly Dictionary<string, string> _packages = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _sources = [];
    private string? _folder;

    /// <summary>The portable name of this system and this process's architecture, such as <c>linux-arm64</c>.</summary>
    public static string RuntimeIdentifier { get; } =
        (OperatingSystem.IsWindows() ? "win"
            : OperatingSystem.IsMacOS() ? "osx"
            : RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal)
                || RuntimeInformation.RuntimeIdentifier.Contains("alpine", StringComparison.Ordinal) ? "linux-musl"
            : "linux")
        + "-" + RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();

    /// <summary>Adds a place to look for packages: an address or a folder.</summary>
    public void AddSource(string source) => _sources.Add(source);

    /// <summary>Restores packages together with those asked for before.</summary>
    /// <param name="packages">Name and version; <c>*</c> is the newest stable one.</param>
    /// <param name="line">The directive's line, for the error.</param>
    /// <param name="cancellation">Ends the restore.</param>
    /// <returns>The assemblies and native libraries of the whole closure; empty when all was there already.</returns>
    /// <exception cref="DirectiveException">The restore failed; the message is NuGet's own with what to try.</exception>
    public (IReadOnlyList<PackageAssembly> Assemblies, IReadOnlyList<string> Natives) Restore(
        IReadOnlyCollection<(string Name, string Version)> packages, int line, CancellationToken cancellation)
    {
        var wanted = new Dictionary<string, string>(_packages, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, version) in packages)
        {
            if (!_packages.TryGetValue(name, out var present))
            {
                wanted[name] = version;
            }
            else if (version != "*" && version != present)
            {
                throw new DirectiveException(
                    $"{name} {version} cannot be added: this session already asked for {name} {present}. Restart the notebook to use the other one.",
                    line);
            }
        }

        if (wanted.Count == _packages.Count) return ([], []);
        _folder ??= Directory.CreateTempSubdirectory("notebook-packages-").FullName;
        Project(wanted).Save(Path.Combine(_folder, "packages.csproj"));
        Run(_folder, packages, line, cancellation);
        foreach (var (name, version) in wanted) _packages[name] = version;
        return Assets(Path.Combine(_folder, "obj", "project.assets.json"));
    }

    /// <summary>Removes the project; the packages themselves stay in NuGet's own folder.</summary>
    public void Dispose()
    {
        if (_folder is null) return;
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (IOException)
        {
            // A scanner or indexer holds a file; the folder is the system's to clean.
        }
    }

    private XDocument Project(Dictionary<string, string> packages)
    {
        static XElement Flag(string name, object value) => new(name, value);
        return new XDocument(new XElement(
            "Project",
            new XElement(
                "PropertyGroup",
                Flag("ImportDirectoryBuildProps", false),
                Flag("ImportDirectoryBuildTargets", false),
                Flag("ImportDirectoryPackagesProps", false)),
            new XElement("Import", new XAttribute("Project", "Sdk.props"), new XAttribute("Sdk", "Microsoft.NET.Sdk")),
            new XElement(
                "PropertyGroup",
                Flag("TargetFramework", $"net{Environment.Version.Major}.{Environment.Version.Minor}"),
                Flag("RuntimeIdentifier", RuntimeIdentifier),
                Flag("SelfContained", false),
                Flag("UseAppHost", false),
                Flag("NuGetAudit", false),
                Flag("RestoreIgnoreFailedSources", true),
                Flag("RestoreRootConfigDirectory", workingDirectory),
                Flag("RestoreAdditionalProjectSources", string.Join(';', _sources))),
            new XElement(
                "ItemGroup",
                packages.Select(p => new XElement("PackageReference", new XAttribute("Include", p.Key), new XAttribute("Version", p.Value)))),
            new XElement("Import", new XAttribute("Project", "Sdk.targets"), new XAttribute("Sdk", "Microsoft.NET.Sdk"))));
    }

    private static void Run(string folder, IEnumerable<(string Name, string Version)> packages, int line, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(DotNet())
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            ArgumentList = { "restore", "packages.csproj", "-v:quiet", "-nologo", "-nodeReuse:false", "-p:UseSharedCompilation=false" },
        };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name); // of a build that may have started this process

        var output = new StringBuilder();
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, e) => Collect(e.Data);
        process.ErrorDataReceived += (_, e) => Collect(e.Data);
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new DirectiveException($"Packages need the .NET SDK, and its command `dotnet` did not start: {e.Message}", line);
        }

        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            process.WaitForExitAsync(cancellation).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        if (process.ExitCode == 0) return;
        var messages = Messages(output.ToString());
        var wanted = string.Join(", ", packages.Select(p => p.Version == "*" ? p.Name : $"{p.Name} {p.Version}"));
        throw new DirectiveException(
            $"Restoring {wanted} failed. {string.Concat(messages.Take(1).Select(m => m.TrimEnd('.') + ". "))}{Advice(messages)}",
            line,
            messages);

        void Collect(string? text)
        {
            if (text is null) return;
            lock (output) output.AppendLine(text);
        }
    }

    private static string Advice(List<string> messages) =>
        messages.Exists(m => m.Contains("NU1102", StringComparison.Ordinal) || m.Contains("NU1103", StringComparison.Ordinal))
            ? "Check the version, or leave it out to take the newest one."
        : messages.Exists(m => m.Contains("NU1301", StringComparison.Ordinal) || m.Contains("NU1801", StringComparison.Ordinal))
            ? "A package source did not answer: without a network only packages that were restored before can be used, with their exact version."
        : "Check the package's name, and that a source has it (#i \"nuget:<address or folder>\" adds one).";

    /// <summary>NuGet's own sentences, without the project's name around them.</summary>
    private static List<string> Messages(string output)
    {
        List<string> errors = [], others = [];
        foreach (var line in output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var match = DiagnosticLine().Match(line);
            var message = match.Success ? $"{match.Groups["code"].Value}: {match.Groups["text"].Value}" : line;
            var list = match.Groups["kind"].Value == "error" ? errors : others;
            if (!list.Contains(message)) list.Add(message);
        }

        return [.. errors, .. others];
    }

    private static (IReadOnlyList<PackageAssembly> Assemblies, IReadOnlyList<string> Natives) Assets(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var root = document.RootElement;
        var folders = root.GetProperty("packageFolders").EnumerateObject().Select(f => f.Name).ToList();
        var target = root.GetProperty("targets").EnumerateObject().First(t => t.Name.EndsWith('/' + RuntimeIdentifier)).Value;
        var assemblies = new List<PackageAssembly>();
        var natives = new List<string>();
        foreach (var library in target.EnumerateObject())
        {
            if (library.Value.GetProperty("type").GetString() != "package") continue;
            var relative = root.GetProperty("libraries").GetProperty(library.Name).GetProperty("path").GetString()!;
            var folder = folders.Select(f => Path.Combine(f, relative)).First(Directory.Exists);
            List<string> Files(string kind) => library.Value.TryGetProperty(kind, out var files)
                ? [.. files.EnumerateObject().Select(f => f.Name).Where(f => !f.EndsWith("/_._", StringComparison.Ordinal))
                    .Select(f => Path.GetFullPath(Path.Combine(folder, f)))]
                : [];
            static bool IsAssembly(string file) => file.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);

            var runtime = Files("runtime").Where(IsAssembly).ToDictionary(f => Path.GetFileName(f), StringComparer.OrdinalIgnoreCase);
            foreach (var compile in Files("compile").Where(IsAssembly))
            {
                runtime.Remove(Path.GetFileName(compile), out var loaded);
                assemblies.Add(new PackageAssembly(compile, loaded));
            }

            assemblies.AddRange(runtime.Values.Select(loaded => new PackageAssembly(null, loaded)));
            natives.AddRange(Files("native"));
        }

        return (assemblies, natives);
    }

    /// <summary>The <c>dotnet</c> that runs this process where that can be told, else the one on the path.</summary>
    private static string DotNet()
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        if (Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host && File.Exists(host)) return host;
        var beside = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", name));
        return File.Exists(beside) && Directory.Exists(Path.Combine(Path.GetDirectoryName(beside)!, "sdk")) ? beside : name;
    }

    [GeneratedRegex(@"(?<kind>error|warning) (?<code>NU\d+|MSB\d+|NETSDK\d+): (?<text>.*?)( \[[^\]]*\])?$")]
    private static partial Regex DiagnosticLine();
}
