using System.Globalization;
using System.Text;
using System.Text.Json;

namespace NotebookKernel.Notebooks;

/// <summary>Writes JSON in the layout of the file that it goes into.</summary>
internal sealed class JsonLayout
{
    private readonly string? _indent;
    private readonly string _newLine;
    private readonly string _colon;
    private readonly StringBuilder _text = new();
    private int _depth;
    private bool _first = true;

    /// <summary>Learns indentation, line end and colon from a file.</summary>
    public JsonLayout(ReadOnlySpan<byte> file)
    {
        // The white space between the first brace and the first name is one level of indentation.
        var brace = file.IndexOf((byte)'{') + 1;
        var space = file[brace..];
        space = space[..Math.Max(0, space.IndexOfAnyExcept(" \t\r\n"u8))];
        var line = space.LastIndexOf((byte)'\n');
        _indent = line < 0 ? null : Encoding.ASCII.GetString(space[(line + 1)..]);
        _newLine = space.Contains((byte)'\r') ? "\r\n" : "\n";
        var name = file[(brace + space.Length)..];
        var colon = name.IndexOf((byte)':') + 1;
        _colon = colon > 0 && colon < name.Length && name[colon] == (byte)' ' ? ": " : ":";
    }

    /// <summary>What was written since the last call, which started <paramref name="depth"/> levels deep.</summary>
    public string Write(int depth, Action<JsonLayout> write)
    {
        _text.Clear();
        (_depth, _first) = (depth, true);
        write(this);
        return _text.ToString();
    }

    /// <summary>A comma, line end and indentation: what separates two values <paramref name="depth"/> levels deep.</summary>
    public string Separator(int depth) => _indent is null ? (_colon == ": " ? ", " : ",") : "," + LineStart(depth);

    /// <summary>A name and its value, already written.</summary>
    public string Member(string name, string value) => $"\"{name}\"{_colon}{value}";

    public void Object(Action members) => Nested('{', '}', members);

    public void Array(Action items) => Nested('[', ']', items);

    public void Name(string name)
    {
        Next();
        Quoted(name);
        _text.Append(_colon);
    }

    /// <summary>An item of an array begins.</summary>
    public void Next()
    {
        if (!_first)
            _text.Append(_indent is null && _colon == ": " ? ", " : ",");
        if (_indent is not null)
            _text.Append(LineStart(_depth));
        _first = false;
    }

    public void String(string value) => Quoted(value);

    public void Integer(int? value) => _text.Append(value?.ToString(CultureInfo.InvariantCulture) ?? "null");

    /// <summary>Text as nbformat keeps it: a list of lines, each with its line end.</summary>
    public void Lines(string text) => Array(() =>
    {
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start) is >= 0 and var at ? at + 1 : text.Length;
            Next();
            Quoted(text[start..end]);
            start = end;
        }
    });

    /// <summary>A JSON document as it is; as a string if it is none.</summary>
    public void Json(string json)
    {
        if (IsJson(json))
            _text.Append(json);
        else
            Quoted(json);
    }

    private static bool IsJson(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 512 });
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private void Nested(char open, char close, Action content)
    {
        _text.Append(open);
        _depth++;
        _first = true;
        content();
        _depth--;
        if (!_first && _indent is not null)
            _text.Append(LineStart(_depth));
        _first = false;
        _text.Append(close);
    }

    private string LineStart(int depth) => _newLine + string.Concat(Enumerable.Repeat(_indent, depth));

    private void Quoted(string value)
    {
        _text.Append('"');
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            switch (c)
            {
                case '"': _text.Append("\\\""); break;
                case '\\': _text.Append("\\\\"); break;
                case '\n': _text.Append("\\n"); break;
                case '\r': _text.Append("\\r"); break;
                case '\t': _text.Append("\\t"); break;
                case '\b': _text.Append("\\b"); break;
                case '\f': _text.Append("\\f"); break;
                case < ' ':
                    Escape(c);
                    break;
                case >= '\ud800' and <= '\udfff' when char.IsHighSurrogate(c) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]):
                    _text.Append(c).Append(value[++i]);
                    break;
                case >= '\ud800' and <= '\udfff':
                    Escape(c);
                    break;
                default:
                    _text.Append(c);
                    break;
            }
        }

        _text.Append('"');
    }

    private void Escape(char c) => _text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
}
