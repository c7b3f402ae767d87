using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace NotebookKernel.Language;

/// <summary>The documentation of a symbol, as its XML comment has it.</summary>
/// <param name="member">The <c>member</c> element.</param>
internal sealed partial class Documentation(XElement member)
{
    /// <summary>The comment's element.</summary>
    public XElement Member => member;

    /// <summary>What it says, part by part, each as one paragraph or more.</summary>
    /// <param name="detailed">Whether to include remarks and examples.</param>
    public IEnumerable<(string Title, string Body)> Sections(bool detailed)
    {
        foreach (var summary in member.Elements("summary")) yield return ("", Text(summary));
        foreach (var parameter in member.Elements("typeparam").Concat(member.Elements("param")))
            yield return ((string?)parameter.Attribute("name") ?? "", Text(parameter));
        foreach (var value in member.Elements("value")) yield return ("Value", Text(value));
        foreach (var returns in member.Elements("returns")) yield return ("Returns", Text(returns));
        foreach (var thrown in member.Elements("exception")) yield return ($"Throws {Name(thrown)}", Text(thrown));
        if (!detailed) yield break;
        foreach (var remarks in member.Elements("remarks")) yield return ("Remarks", Text(remarks));
        foreach (var example in member.Elements("example")) yield return ("Example", Text(example));
    }

    private static string Text(XElement element)
    {
        var text = new StringBuilder();
        Append(text, element);
        return Blank().Replace(text.ToString(), " ").Replace(" \n", "\n", StringComparison.Ordinal).Replace("\n ", "\n", StringComparison.Ordinal).Trim();
    }

    private static void Append(StringBuilder text, XElement element)
    {
        foreach (var node in element.Nodes())
        {
            switch (node)
            {
                case XText plain:
                    text.Append(plain.Value.ReplaceLineEndings(" "));
                    break;
                case XElement { Name.LocalName: "see" or "seealso" or "paramref" or "typeparamref", IsEmpty: true } reference:
                    text.Append('`').Append(Name(reference)).Append('`');
                    break;
                case XElement { Name.LocalName: "c" } code:
                    text.Append('`').Append(code.Value).Append('`');
                    break;
                case XElement { Name.LocalName: "code" } block:
                    text.Append("\n`").Append(block.Value.Trim().ReplaceLineEndings("`\n`")).Append("`\n");
                    break;
                case XElement { Name.LocalName: "para" or "br" } paragraph:
                    text.Append("\n\n");
                    Append(text, paragraph);
                    break;
                case XElement { Name.LocalName: "item" } item:
                    text.Append("\n- ");
                    Append(text, item);
                    break;
                case XElement other:
                    Append(text, other);
                    break;
            }
        }
    }

    /// <summary>What an element refers to, without namespace and parameters.</summary>
    private static string Name(XElement reference)
    {
        if ((string?)reference.Attribute("name") is { } name) return name;
        if ((string?)reference.Attribute("langword") is { } word) return word;
        if ((string?)reference.Attribute("href") is { } link) return link;
        var cref = (string?)reference.Attribute("cref") ?? "";
        var kind = cref.Length > 1 && cref[1] == ':' ? cref[0] : ' ';
        if (kind != ' ') cref = cref[2..];
        var bracket = cref.IndexOf('(', StringComparison.Ordinal);
        if (bracket >= 0) cref = cref[..bracket];
        var parts = cref.Split('.');
        // A member is named with its type, a type alone.
        var shown = kind is 'T' or ' ' ? parts[^1] : string.Join('.', parts.TakeLast(2));
        return Arity().Replace(shown, "").Replace('{', '<').Replace('}', '>');
    }

    [GeneratedRegex(@"[ \t]+")]
    private static partial Regex Blank();

    [GeneratedRegex("`+[0-9]+")]
    private static partial Regex Arity();
}
