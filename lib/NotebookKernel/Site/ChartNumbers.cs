using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NotebookKernel.Site;

/// <summary>The long lists of numbers of a chart, with the digits that a screen shows.</summary>
/// <remarks>
/// A number keeps what is more: a ten-thousandth of the range of its list (a screen has some thousand pixels), or four digits (for axes
/// that are logarithmic). The notebook, which can be taken away, keeps all of them.
/// </remarks>
internal static class ChartNumbers
{
    /// <summary>Lists below this length are left as they are.</summary>
    private const int Short = 32;

    private const int LeastDigits = 4;
    private const double Steps = 10_000;

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The figure's JSON, without white space, the lists of its traces and frames shortened, frames that controls repeat given by name.</summary>
    public static string Shorten(JsonElement figure)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Compact))
        {
            writer.WriteStartObject();
            foreach (var member in figure.EnumerateObject())
            {
                writer.WritePropertyName(member.Name);
                if (member.Name is "data" or "frames")
                    Write(writer, member.Value);
                else if (member.Name == "layout")
                    ChartFrames.Write(writer, member.Value, ChartFrames.Names(figure));
                else
                    member.Value.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                var range = new Range();
                if (range.Add(value) && range.Count >= Short)
                {
                    WriteNumbers(writer, value, range.Width / Steps);
                    break;
                }

                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private static void WriteNumbers(Utf8JsonWriter writer, JsonElement value, double step)
    {
        if (value.ValueKind == JsonValueKind.Number)
        {
            var written = value.GetRawText();
            var rounded = Round(value.GetDouble(), step);
            writer.WriteRawValue(rounded.Length < written.Length ? rounded : written);
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            writer.WriteStartArray();
            foreach (var item in value.EnumerateArray())
                WriteNumbers(writer, item, step);
            writer.WriteEndArray();
        }
        else
        {
            value.WriteTo(writer);
        }
    }

    /// <summary>The number to a step at most as coarse as the one given, with four digits at least.</summary>
    internal static string Round(double number, double step)
    {
        if (number == 0)
            return "0";
        var first = (int)Math.Floor(Math.Log10(Math.Abs(number)));
        var digits = step > 0 ? first - (int)Math.Floor(Math.Log10(step)) + 1 : 17;
        return number.ToString("G" + Math.Clamp(digits, LeastDigits, 17).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    /// <summary>What an array of numbers, or of such arrays, spans.</summary>
    private sealed class Range
    {
        private double _lowest = double.PositiveInfinity;
        private double _highest = double.NegativeInfinity;

        public int Count { get; private set; }

        public double Width => _highest - _lowest;

        /// <summary>Takes in an array; false if something in it is no number and no gap.</summary>
        public bool Add(JsonElement array)
        {
            foreach (var item in array.EnumerateArray())
            {
                switch (item.ValueKind)
                {
                    case JsonValueKind.Number:
                        var number = item.GetDouble();
                        (_lowest, _highest) = (Math.Min(_lowest, number), Math.Max(_highest, number));
                        Count++;
                        break;
                    case JsonValueKind.Array when Add(item):
                    case JsonValueKind.Null:
                        break;
                    default:
                        return false;
                }
            }

            return true;
        }
    }
}
