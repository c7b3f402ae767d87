using System.Globalization;
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
        View? view = null; // one look at the value serves all its default representations
        foreach (var mimeType in wanted)
        {
            if ((Convention(convention, value, mimeType) ?? Default(value, mimeType, ref view)) is { } content)
                bundle = new(bundle.Data.SetItem(mimeType, content));
        }

        // Nothing knows any of the types: what can be shown is better than nothing.
        return bundle.Data.IsEmpty ? MimeBundle.Of(Plain, Default(value, Plain, ref view)!) : bundle;
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

    private static string? Default(object? value, string mimeType, ref View? view) => (value, mimeType) switch
    {
        // Text of any kind is taken to be of the type that was asked for, as in display(svg, "image/svg+xml").
        (string text, _) => text,
        (_, Plain) => TextView.Render(view ??= ViewBuilder.Build(value)),
        (_, Html) => HtmlView.Render(view ??= ViewBuilder.Build(value)),
        _ => null,
    };
}
