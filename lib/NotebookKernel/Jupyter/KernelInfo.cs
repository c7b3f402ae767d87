using System.Reflection;
using System.Text.Json;

namespace NotebookKernel.Jupyter;

/// <summary>What the kernel says of itself.</summary>
internal static class KernelInfo
{
    private const string LanguageVersion = "14.0";

    /// <summary>The kernel's version.</summary>
    public static string Version { get; } = typeof(KernelInfo).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>The content of a <c>kernel_info_reply</c>.</summary>
    public static void Write(Utf8JsonWriter w)
    {
        w.WriteString("status", "ok");
        w.WriteString("protocol_version", MessageCodec.ProtocolVersion);
        w.WriteString("implementation", "NotebookKernel");
        w.WriteString("implementation_version", Version);
        w.WriteStartObject("language_info");
        w.WriteString("name", "C#");
        w.WriteString("version", LanguageVersion);
        w.WriteString("mimetype", "text/x-csharp");
        w.WriteString("file_extension", ".cs");
        w.WriteString("pygments_lexer", "csharp");
        w.WriteString("codemirror_mode", "text/x-csharp");
        w.WriteString("nbconvert_exporter", "script");
        w.WriteEndObject();
        w.WriteString("banner", $"C# {LanguageVersion} on .NET {Environment.Version}. A name with a question mark after it explains the name.");
        w.WriteBoolean("debugger", false);
        w.WriteStartArray("help_links");
        w.WriteStartObject();
        w.WriteString("text", "C# language reference");
        w.WriteString("url", "https://learn.microsoft.com/dotnet/csharp/");
        w.WriteEndObject();
        w.WriteStartObject();
        w.WriteString("text", ".NET API");
        w.WriteString("url", "https://learn.microsoft.com/dotnet/api/");
        w.WriteEndObject();
        w.WriteEndArray();
    }
}
