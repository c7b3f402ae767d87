using System.Text;

namespace NotebookKernel.Site;

/// <summary>Text as HTML.</summary>
internal static class Html
{
    /// <summary>Text for an element's content or a quoted attribute.</summary>
    public static string Encode(string text)
    {
        if (text.AsSpan().IndexOfAny("&<>\"'") < 0)
            return text;
        var html = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            _ = c switch
            {
                '&' => html.Append("&amp;"),
                '<' => html.Append("&lt;"),
                '>' => html.Append("&gt;"),
                '"' => html.Append("&quot;"),
                '\'' => html.Append("&#39;"),
                _ => html.Append(c),
            };
        }

        return html.ToString();
    }

    /// <summary>A relative address: every part of a path escaped.</summary>
    public static string Address(params ReadOnlySpan<string> parts)
    {
        var address = new StringBuilder();
        foreach (var part in parts)
            address.Append(address.Length == 0 ? "" : "/").Append(Uri.EscapeDataString(part));
        return address.ToString();
    }
}
