using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace NotebookKernel.Jupyter;

/// <summary>Whose a kernelspec is.</summary>
public enum KernelSpecOwner
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>It starts this kernel, of this copy of the course or another.</summary>
    Ours,

    /// <summary>.NET Interactive's.</summary>
    DotNetInteractive,

    /// <summary>Another kernel's, or one that cannot be read.</summary>
    Other,
}

/// <summary>A kernelspec: the folder with a <c>kernel.json</c> that tells Jupyter how to start a kernel.</summary>
/// <param name="Name">What notebooks call the kernel.</param>
/// <param name="Folder">Where it is.</param>
/// <param name="Owner">Whose it is.</param>
/// <param name="Command">How the kernel is started, if that could be read.</param>
public sealed partial record KernelSpec(string Name, string Folder, KernelSpecOwner Owner, IReadOnlyList<string> Command)
{
    /// <summary>What .NET notebooks call their kernel, and so ours unless another name is wanted.</summary>
    public const string DefaultName = ".net-csharp";

    private const string FileName = "kernel.json";
    private const string KernelArgument = "kernel", ConnectionArgument = "--connection-file";

    private static readonly JsonWriterOptions Writing = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The kernelspecs of a name that Jupyter may find, the one that it takes first.</summary>
    public static IReadOnlyList<KernelSpec> Find(string name) =>
        [.. FindAll(JupyterPaths.Search()).Where(s => s.Name.Equals(name, StringComparison.OrdinalIgnoreCase))];

    /// <summary>All kernelspecs in some folders for kernelspecs; of several of one name, Jupyter takes the first.</summary>
    internal static IEnumerable<KernelSpec> FindAll(IEnumerable<string> places) =>
        from place in places
        from folder in Folders(place)
        let spec = Read(Path.GetFileName(folder).ToLowerInvariant(), folder)
        where spec.Owner != KernelSpecOwner.None
        select spec;

    /// <summary>The folder for kernelspecs of the present user.</summary>
    public static string UserFolder => JupyterPaths.User;

    /// <summary>The folder for kernelspecs of a Python environment or installation.</summary>
    /// <param name="prefix">Its folder, as Python's <c>sys.prefix</c> has it.</param>
    public static string PrefixFolder(string prefix) => JupyterPaths.InPrefix(prefix);

    /// <summary>Installs a kernelspec that starts this kernel.</summary>
    /// <param name="kernels">The folder for kernelspecs, such as <see cref="UserFolder"/>.</param>
    /// <param name="name">What notebooks are to call the kernel; <see cref="DefaultName"/> is what .NET notebooks say.</param>
    /// <param name="program">The program that is started with <c>kernel --connection-file</c>: a dll.</param>
    /// <returns>What was installed; one of ours that was there is replaced.</returns>
    /// <exception cref="ArgumentException">The name is none that Jupyter takes, or the program does not exist.</exception>
    /// <exception cref="InvalidOperationException">There is another's kernelspec of this name, here or where Jupyter would find it as well.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static KernelSpec Install(string kernels, string name, string program)
    {
        if (!ValidName().IsMatch(name))
        {
            throw new ArgumentException(
                $"'{name}' is no name for a kernel; it takes letters, digits, dots, hyphens and underscores, and not dots alone.", nameof(name));
        }

        name = name.ToLowerInvariant(); // Jupyter knows no other
        program = Path.GetFullPath(program);
        if (!File.Exists(program)) throw new ArgumentException($"There is no {program}; build the course first.", nameof(program));

        var folder = Path.Combine(kernels, name);
        foreach (var present in Find(name).Prepend(Read(name, folder)))
        {
            if (present.Owner is KernelSpecOwner.None or KernelSpecOwner.Ours) continue;
            var owner = present.Owner == KernelSpecOwner.DotNetInteractive ? ".NET Interactive" : "Another kernel";
            throw new InvalidOperationException(
                $"{owner} is installed as '{name}' in {present.Folder}. "
                + "Uninstall it, or install this kernel beside it with --name, such as --name csharp-course.");
        }

        string[] command = [DotNetHost(), program, KernelArgument, ConnectionArgument, "{connection_file}"];
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, FileName);
        var temporary = Path.Combine(folder, $".{FileName}.{Guid.NewGuid():N}");
        try
        {
            File.WriteAllBytes(temporary, Json(command, name));
            File.Move(temporary, file, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }

        return new KernelSpec(name, folder, KernelSpecOwner.Ours, command);
    }

    /// <summary>Removes a kernelspec of ours.</summary>
    /// <returns>False if there was none.</returns>
    /// <exception cref="InvalidOperationException">It is another's.</exception>
    public static bool Uninstall(string kernels, string name)
    {
        if (!ValidName().IsMatch(name)) return false;
        if (FindAll([kernels]).FirstOrDefault(s => s.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is not { } present) return false;
        if (present.Owner != KernelSpecOwner.Ours) throw new InvalidOperationException($"The kernel in {present.Folder} is not this one; it was left alone.");
        File.Delete(Path.Combine(present.Folder, FileName));
        if (!Directory.EnumerateFileSystemEntries(present.Folder).Any()) Directory.Delete(present.Folder);
        return true;
    }

    /// <summary>What is in a kernelspec's folder.</summary>
    internal static KernelSpec Read(string name, string folder)
    {
        var file = Path.Combine(folder, FileName);
        if (!File.Exists(file)) return new KernelSpec(name, folder, KernelSpecOwner.None, []);
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            string[] command = [.. json.RootElement.GetProperty("argv").EnumerateArray().Select(a => a.GetString() ?? "")];
            var owner = command.Any(a => a.Contains("dotnet-interactive", StringComparison.OrdinalIgnoreCase) || a == "interactive")
                ? KernelSpecOwner.DotNetInteractive
                : command is [_, var program, KernelArgument, ConnectionArgument, ..] && Path.GetFileName(program) == "course.dll"
                    ? KernelSpecOwner.Ours
                    : KernelSpecOwner.Other;
            return new KernelSpec(name, folder, owner, command);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            return new KernelSpec(name, folder, KernelSpecOwner.Other, []);
        }
    }

    private static string[] Folders(string place)
    {
        try
        {
            return Directory.Exists(place) ? [.. Directory.GetDirectories(place).Order(StringComparer.Ordinal)] : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return []; // nor does Jupyter see what is in it
        }
    }

    /// <summary>The <c>dotnet</c> that runs this process; a front end may know of none.</summary>
    internal static string DotNetHost()
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        var beside = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", name));
        return File.Exists(beside) ? beside : "dotnet";
    }

    private static byte[] Json(string[] command, string name)
    {
        using var buffer = new MemoryStream();
        using (var w = new Utf8JsonWriter(buffer, Writing))
        {
            w.WriteStartObject();
            w.WriteStartArray("argv");
            foreach (var argument in command) w.WriteStringValue(argument);
            w.WriteEndArray();
            w.WriteString("display_name", name == DefaultName ? ".NET (C#)" : $".NET (C#, {name})");
            w.WriteString("language", "C#");
            // Reaches a kernel on any system, and on another machine.
            w.WriteString("interrupt_mode", "message");
            w.WriteEndObject();
        }

        return buffer.ToArray();
    }

    // A folder's name, so not the folder itself or the one above.
    [GeneratedRegex(@"\A(?!\.+\z)[A-Za-z0-9._\-]+\z")]
    private static partial Regex ValidName();
}
