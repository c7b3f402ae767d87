using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NotebookKernel.Language;

/// <summary>Finds the documentation of symbols: beside their assembly, with the SDK for the framework's, in the source for a cell's.</summary>
internal sealed class XmlDocumentation
{
    private const int MaxInheritance = 8;

    private static readonly Lazy<string?> ReferencePack = new(FindReferencePack);

    // A file is searched, not parsed: the framework's largest has megabytes, of which one element is wanted.
    private readonly ConcurrentDictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    /// <summary>Whether the SDK's documentation of the framework is on this machine.</summary>
    public static bool HasFramework => ReferencePack.Value is not null;

    /// <summary>The documentation of a symbol; null if there is none.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="compilation">Where it comes from.</param>
    public Documentation? Of(ISymbol symbol, Compilation compilation) => Of(symbol, compilation, 0) is { } member ? new Documentation(member) : null;

    private XElement? Of(ISymbol symbol, Compilation compilation, int depth)
    {
        symbol = (symbol is IMethodSymbol { ReducedFrom: { } extension } ? extension : symbol).OriginalDefinition;
        var member = symbol.DeclaringSyntaxReferences.Length > 0 ? FromSource(symbol) : FromFiles(symbol, compilation);
        if (depth > MaxInheritance || (member is not null && member.Element("inheritdoc") is null)) return member;
        // Nothing of its own: what it overrides or implements says it.
        foreach (var origin in Origins(symbol, member))
        {
            if (Of(origin, compilation, depth + 1) is not { } inherited) continue;
            if (member is null) return inherited;
            var own = member.Elements().Select(e => e.Name).ToHashSet();
            foreach (var element in inherited.Elements().Where(e => !own.Contains(e.Name) || e.Name.LocalName == "param")) member.Add(new XElement(element));
            return member;
        }

        return member;
    }

    private static IEnumerable<ISymbol> Origins(ISymbol symbol, XElement? member)
    {
        ISymbol? overridden = symbol switch
        {
            IMethodSymbol { OverriddenMethod: { } method } => method,
            IPropertySymbol { OverriddenProperty: { } property } => property,
            _ => null,
        };
        if (overridden is not null) yield return overridden;
        if (symbol.ContainingType is { } type && symbol is IMethodSymbol or IPropertySymbol)
        {
            foreach (var candidate in type.AllInterfaces.SelectMany(i => i.GetMembers(symbol.Name)))
            {
                if (SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(candidate), symbol)) yield return candidate;
            }
        }

        if ((string?)member?.Element("inheritdoc")?.Attribute("cref") is { } cref && symbol.ContainingType is { } home)
        {
            foreach (var named in home.GetMembers().Where(m => m.GetDocumentationCommentId() == cref)) yield return named;
        }
    }

    private static XElement? FromSource(ISymbol symbol)
    {
        var node = symbol.DeclaringSyntaxReferences[0].GetSyntax();
        var declaration = node.AncestorsAndSelf().FirstOrDefault(n => n is MemberDeclarationSyntax);
        if (declaration is null) return null;
        var comment = new StringBuilder();
        foreach (var trivia in declaration.GetLeadingTrivia().Where(t => t.IsKind(SyntaxKind.SingleLineCommentTrivia)))
        {
            var line = trivia.ToString();
            if (line.StartsWith("///", StringComparison.Ordinal)) comment.Append(line.AsSpan(3)).Append('\n');
        }

        return comment.Length == 0 ? null : Parse($"<member>{comment}</member>");
    }

    private XElement? FromFiles(ISymbol symbol, Compilation compilation)
    {
        if (symbol.GetDocumentationCommentId() is not { } id || symbol.ContainingAssembly is not { } assembly) return null;
        var name = Encoding.UTF8.GetBytes($"<member name=\"{id}\"");
        foreach (var file in Files(assembly, compilation))
        {
            var bytes = _files.GetOrAdd(file, File.ReadAllBytes);
            var start = bytes.AsSpan().IndexOf(name);
            if (start < 0) continue;
            var length = bytes.AsSpan(start).IndexOf("</member>"u8);
            if (length < 0) continue;
            return Parse(Encoding.UTF8.GetString(bytes, start, length + "</member>".Length));
        }

        return null;
    }

    private static XElement? Parse(string xml)
    {
        try
        {
            return XElement.Parse(xml, LoadOptions.PreserveWhitespace);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Files(IAssemblySymbol assembly, Compilation compilation)
    {
        if (compilation.GetMetadataReference(assembly) is PortableExecutableReference { FilePath: { } path }
            && Path.ChangeExtension(path, ".xml") is var beside && File.Exists(beside))
        {
            yield return beside;
        }

        if (ReferencePack.Value is not { } pack) yield break;
        var own = Path.Combine(pack, assembly.Name + ".xml");
        if (File.Exists(own)) yield return own;
        if (!assembly.Name.StartsWith("System", StringComparison.Ordinal) && !assembly.Name.StartsWith("Microsoft", StringComparison.Ordinal)) yield break;
        // The private assemblies hold what the public ones document.
        string[] likely = ["System.Runtime.xml", "System.Collections.xml", "System.Linq.xml"];
        foreach (var name in likely.Concat(Directory.EnumerateFiles(pack, "*.xml").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)).Distinct())
            yield return Path.Combine(pack, name);
    }

    private static string? FindReferencePack()
    {
        var packs = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "packs", "Microsoft.NETCore.App.Ref"));
        if (!Directory.Exists(packs)) return null;
        var folder = $"net{Environment.Version.Major}.{Environment.Version.Minor}";
        return Directory.EnumerateDirectories(packs)
            .OrderByDescending(d => Version.TryParse(Path.GetFileName(d), out var version) ? version : new Version())
            .Select(d => Path.Combine(d, "ref", folder))
            .FirstOrDefault(Directory.Exists);
    }
}
