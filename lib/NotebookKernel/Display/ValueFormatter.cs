using System.Globalization;
using System.Net;
using Microsoft.DotNet.Interactive;

namespace NotebookKernel.Display;

/// <summary>Turns values into what a notebook shows.</summary>
internal sealed class ValueFormatter
{
    private const string Plain = "text/plain";
    private const string Html = "text/html";

    private readonly ConventionFormatters _conventions = new();

    /// <summary>Formats a value.</summary>
    /// <param name="value">Anything, also null.</param>
    /// <param name="mimeTypes">Which representations; none means those that suit the value.</param>
    public MimeBundle Format(object? value, params IReadOnlyList<string> mimeTypes)
    {
        var convention = value is null ? null : _conventions.Find(value.GetType());
        var wanted = mimeTypes.Count > 0 ? mimeTypes : convention?.MimeTypes ?? Suitable(value);
        var bundle = new MimeBundle(MimeBundle.Of(Plain, "").Data.Clear());
        foreach (var mimeType in wanted)
        {
            if (Convention(convention, value, mimeType) is { } own) bundle = new(bundle.Data.SetItem(mimeType, own));
            else if (Default(value, mimeType) is { } text) bundle = new(bundle.Data.SetItem(mimeType, text));
        }

        return bundle;
    }

    private static string? Convention(ConventionFormatters.Entry? entry, object? value, string mimeType)
    {
        if (entry is null || !entry.Formatters.TryGetValue(mimeType, out var format)) return null;
        var writer = new StringWriter(CultureInfo.InvariantCulture);
        return format(value!, writer) ? writer.ToString() : null;
    }

    private static IReadOnlyList<string> Suitable(object? value) => value switch
    {
        null or string => [Plain],
        HtmlContent => [Html],
        _ => [Html, Plain],
    };

    private static string? Default(object? value, string mimeType)
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "null";
        return mimeType switch
        {
            Plain => text,
            Html => value is HtmlContent ? text : WebUtility.HtmlEncode(text),
            _ => value is string ? text : null,
        };
    }
}
