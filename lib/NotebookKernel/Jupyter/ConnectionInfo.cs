using System.Globalization;
using System.Text.Json;
using NotebookKernel.Zmtp;

namespace NotebookKernel.Jupyter;

/// <summary>What a front end tells a kernel that it starts: where to listen, and the key that its messages are signed with.</summary>
/// <remarks>Source: Jupyter client documentation, "Making kernels for Jupyter", connection files.</remarks>
internal sealed record ConnectionInfo(Endpoint Shell, Endpoint Control, Endpoint Stdin, Endpoint IOPub, Endpoint Heartbeat, string Key)
{
    private const string Scheme = "hmac-sha256";

    /// <summary>Reads a connection file.</summary>
    /// <exception cref="FormatException">It is damaged, or asks for what is not spoken here; the message says which.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ConnectionInfo Read(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return Parse(json.RootElement);
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            throw new FormatException($"The connection file {path} cannot be used: {e.Message}", e);
        }
    }

    /// <exception cref="FormatException">A field is missing or of another kind.</exception>
    internal static ConnectionInfo Parse(JsonElement file)
    {
        if (file.ValueKind != JsonValueKind.Object) throw new FormatException("it is not a JSON object.");
        var key = Text("key", "");
        var scheme = Text("signature_scheme", Scheme);
        if (key.Length > 0 && scheme != Scheme) throw new FormatException($"signature_scheme is '{scheme}'; only {Scheme} is spoken here.");
        var transport = Text("transport", "tcp");
        if (transport is not ("tcp" or "ipc")) throw new FormatException($"transport is '{transport}'; it must be tcp or ipc.");
        var address = Text("ip", "127.0.0.1");
        return new ConnectionInfo(
            Port("shell_port"), Port("control_port"), Port("stdin_port"), Port("iopub_port"), Port("hb_port"), key);

        string Text(string name, string otherwise) => file.TryGetProperty(name, out var value)
            ? value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new FormatException($"{name} must be a string.")
            : otherwise;

        Endpoint Port(string name)
        {
            if (!file.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.Number || !value.TryGetUInt16(out var port))
                throw new FormatException($"{name} must be a number from 0 to 65535.");
            // With ipc the "ports" number the files of one path.
            var text = port.ToString(CultureInfo.InvariantCulture);
            return Endpoint.Parse(transport == "ipc" ? $"ipc://{address}-{text}" : $"tcp://{address}:{text}");
        }
    }
}
