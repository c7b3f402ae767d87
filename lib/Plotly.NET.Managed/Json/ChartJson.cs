using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Plotly.NET;

/// <summary>
/// Writes charts as JSON. Numbers keep every digit; NaN and the infinities, which JSON lacks, become texts, which plotly.js
/// reads as missing.
/// </summary>
internal static class ChartJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Text(object value)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer, Options))
            Write(writer, value);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case string text: writer.WriteStringValue(text); break;
            case bool flag: writer.WriteBooleanValue(flag); break;
            case double number: Write(writer, number); break;
            case float number: Write(writer, number); break;
            case int number: writer.WriteNumberValue(number); break;
            case long number: writer.WriteNumberValue(number); break;
            case decimal number: writer.WriteNumberValue(number); break;
            case ulong number: writer.WriteNumberValue(number); break;
            case byte or sbyte or short or ushort or uint: writer.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture)); break;
            case IPlotlyValue union: Write(writer, union.Convert()); break;
            case Color color: Write(writer, color.Value); break;
            case PlotlyObject members: Write(writer, members); break;
            case double[] numbers: Write(writer, numbers); break;
            case float[] numbers: Write(writer, numbers); break;
            case int[] numbers: Write(writer, numbers); break;
            case IEnumerable<double> numbers: WriteAll(writer, numbers, Write); break;
            case IEnumerable<int> numbers: WriteAll(writer, numbers, static (w, number) => w.WriteNumberValue(number)); break;
            case IDictionary members: Write(writer, members); break;
            case IEnumerable items: WriteAll(writer, items.Cast<object?>(), Write); break;
            case ITuple tuple: WriteAll(writer, Enumerable.Range(0, tuple.Length).Select(i => tuple[i]), Write); break;
            case DateTime time: writer.WriteStringValue(time); break;
            case DateTimeOffset time: writer.WriteStringValue(time); break;
            case char or Enum: writer.WriteStringValue(value.ToString()); break;
            default:
                throw new NotSupportedException(
                    $"A chart cannot hold a {value.GetType()}; it holds numbers, texts, dates, true and false, sequences of them, and objects made by this library.");
        }
    }

    private static void Write(Utf8JsonWriter writer, double number)
    {
        if (double.IsFinite(number))
            writer.WriteNumberValue(number);
        else
            writer.WriteStringValue(number.ToString(CultureInfo.InvariantCulture));
    }

    private static void Write(Utf8JsonWriter writer, float number)
    {
        if (float.IsFinite(number))
            writer.WriteNumberValue(number);
        else
            writer.WriteStringValue(number.ToString(CultureInfo.InvariantCulture));
    }

    private static void Write(Utf8JsonWriter writer, PlotlyObject members)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in members.Members)
        {
            writer.WritePropertyName(name);
            Write(writer, value);
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, IDictionary members)
    {
        writer.WriteStartObject();
        foreach (DictionaryEntry entry in members)
        {
            writer.WritePropertyName(Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!);
            Write(writer, entry.Value);
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, ReadOnlySpan<double> numbers)
    {
        writer.WriteStartArray();
        foreach (double number in numbers)
            Write(writer, number);
        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, ReadOnlySpan<float> numbers)
    {
        writer.WriteStartArray();
        foreach (float number in numbers)
            Write(writer, number);
        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, ReadOnlySpan<int> numbers)
    {
        writer.WriteStartArray();
        foreach (int number in numbers)
            writer.WriteNumberValue(number);
        writer.WriteEndArray();
    }

    private static void WriteAll<T>(Utf8JsonWriter writer, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray();
        foreach (var item in items)
            write(writer, item);
        writer.WriteEndArray();
    }
}
