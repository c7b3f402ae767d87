using System.Net;

namespace TorchSharp;

/// <summary>Names the class that shows a type in notebooks. Front ends look for an attribute of this name, so each library has its own.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    public Type FormatterSourceType { get; } = formatterSourceType;

    public string[] PreferredMimeTypes { get; set; } = [];
}

/// <summary>Shows a tensor as one line: shape, type and device, never the values.</summary>
internal sealed class TensorFormatterSource
{
#pragma warning disable CA1822 // Called on an instance, by name.
    public IEnumerable<object> CreateTypeFormatters()
#pragma warning restore CA1822
    {
        yield return new Line("text/plain", text => text);
        yield return new Line("text/html", text => $"<code>{WebUtility.HtmlEncode(text)}</code>");
    }

    private sealed class Line(string mimeType, Func<string, string> dress)
    {
        public string MimeType { get; } = mimeType;

        public bool Format(object instance, TextWriter writer)
        {
            if (instance is not Tensor tensor) return false;
            writer.Write(dress(tensor.ToString()));
            return true;
        }
    }
}
