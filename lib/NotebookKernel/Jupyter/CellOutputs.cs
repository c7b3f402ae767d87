using System.Text.Json;
using NotebookKernel.Display;

namespace NotebookKernel.Jupyter;

/// <summary>Sends a cell's outputs to the front ends, under the header of the request that ran it; also those that come after its end.</summary>
internal sealed class CellOutputs : ICellOutputs, ICellInput
{
    private readonly Channels _channels;
    private readonly Message _request;
    private readonly StreamLimiter _streams;
    private readonly UpdateLimiter _updates;
    private readonly Func<string>? _readLine;

    /// <param name="channels">Where they go.</param>
    /// <param name="request">The request that ran the cell.</param>
    /// <param name="executionCount">The number that the front end shows beside the cell.</param>
    /// <param name="readLine">Asks the front end for a line of input; null if it cannot be asked.</param>
    public CellOutputs(Channels channels, Message request, int executionCount, Func<string>? readLine)
    {
        _channels = channels;
        _request = request;
        ExecutionCount = executionCount;
        _readLine = readLine;
        _streams = new StreamLimiter(Send, TimeProvider.System);
        _updates = new UpdateLimiter(SendUpdate, TimeProvider.System);
    }

    /// <summary>The number that the front end shows beside the cell.</summary>
    public int ExecutionCount { get; }

    /// <summary>The value of the cell, for the history.</summary>
    public string? ResultText { get; private set; }

    /// <inheritdoc/>
    public void Stream(StreamName name, string text) => _streams.Write(name, text);

    /// <inheritdoc/>
    public void Display(MimeBundle data, string displayId) => Publish("display_data", w =>
    {
        WriteData(w, data);
        WriteTransient(w, displayId);
    });

    /// <inheritdoc/>
    public void Update(string displayId, MimeBundle data) => _updates.Update(displayId, data);

    /// <inheritdoc/>
    public void Result(MimeBundle data)
    {
        ResultText = data.Data.GetValueOrDefault("text/plain");
        Publish("execute_result", w =>
        {
            w.WriteNumber("execution_count", ExecutionCount);
            WriteData(w, data);
        });
    }

    /// <inheritdoc/>
    public void Clear(bool wait)
    {
        // What was shown before must not come after.
        _updates.Flush();
        Publish("clear_output", w => w.WriteBoolean("wait", wait));
    }

    /// <inheritdoc/>
    public string? ReadLine() => _readLine is null
        ? throw new InvalidOperationException("This front end does not take input, so there is nothing that Console.ReadLine() could read.")
        : _readLine();

    /// <summary>Sends what is still held back.</summary>
    public void Flush()
    {
        _streams.Flush();
        _updates.Flush();
    }

    /// <summary>A mime bundle as the members <c>data</c> and <c>metadata</c>.</summary>
    public static void WriteData(Utf8JsonWriter w, MimeBundle bundle)
    {
        w.WriteStartObject("data");
        foreach (var (type, content) in bundle.Data)
        {
            w.WritePropertyName(type);
            if (IsJson(type) && JsonValue(content) is { } json)
            {
                using (json) json.WriteTo(w);
            }
            else
            {
                w.WriteStringValue(content);
            }
        }

        w.WriteEndObject();
        w.WriteStartObject("metadata");
        w.WriteEndObject();
    }

    private static bool IsJson(string type) => type is "application/json" || type.EndsWith("+json", StringComparison.Ordinal);

    private static JsonDocument? JsonValue(string content)
    {
        try
        {
            return JsonDocument.Parse(content);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void WriteTransient(Utf8JsonWriter w, string displayId)
    {
        w.WriteStartObject("transient");
        w.WriteString("display_id", displayId);
        w.WriteEndObject();
    }

    private void Send(StreamName name, string text) => _channels.Publish("stream", _request, w =>
    {
        w.WriteString("name", name == StreamName.Output ? "stdout" : "stderr");
        w.WriteString("text", text);
    });

    private void SendUpdate(string displayId, MimeBundle data) => Publish("update_display_data", w =>
    {
        WriteData(w, data);
        WriteTransient(w, displayId);
    });

    private void Publish(string type, Action<Utf8JsonWriter> content)
    {
        // What was printed before comes before.
        _streams.Flush();
        _channels.Publish(type, _request, content);
    }
}
