using System.Globalization;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NotebookKernel.Notebooks;

namespace NotebookKernel.Running;

/// <summary>At which of its sizes a notebook runs.</summary>
public enum RunSize
{
    /// <summary>As its parameters cell says.</summary>
    AsWritten,

    /// <summary>The smallest sizes that still show something true.</summary>
    Quick,

    /// <summary>The full sizes.</summary>
    Full,
}

/// <summary>
/// The variables that a notebook's cell tagged <c>parameters</c> declares, and the cell tagged <c>injected-parameters</c> that sets
/// them for a run (the tags are papermill's, https://papermill.readthedocs.io).
/// </summary>
/// <remarks>
/// Sizes are metadata of the parameters cell: <c>"course": {"quick": {"samples": 500}, "full": {"samples": 100000}}</c>. The injected
/// cell follows the parameters cell and assigns, so that a variable keeps its declared type.
/// </remarks>
public sealed class NotebookParameters
{
    private const string InjectedTag = "injected-parameters";
    private static readonly string[] KnownTypes = ["int", "long", "float", "double", "decimal", "string", "bool"];

    private readonly Notebook _notebook;
    private readonly NotebookCell? _cell;
    private readonly OrderedDictionary<string, string?> _types = new(StringComparer.Ordinal);

    /// <summary>Finds a notebook's parameters.</summary>
    /// <param name="notebook">The notebook.</param>
    public NotebookParameters(Notebook notebook)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        _notebook = notebook;
        _cell = notebook.Cells.FirstOrDefault(c => c.Kind == CellKind.Code && c.HasTag("parameters"));
        if (_cell is null)
            return;
        var options = new CSharpParseOptions(LanguageVersion.Preview, kind: SourceCodeKind.Script);
        var root = CSharpSyntaxTree.ParseText(_cell.Source, options).GetCompilationUnitRoot();
        foreach (var field in root.Members.OfType<FieldDeclarationSyntax>().Where(f => !f.Modifiers.Any(SyntaxKind.ConstKeyword)))
        {
            foreach (var variable in field.Declaration.Variables)
                _types[variable.Identifier.ValueText] = TypeOf(field.Declaration.Type, variable.Initializer?.Value);
        }
    }

    /// <summary>The names that can be set, in the order of their declaration.</summary>
    public IReadOnlyCollection<string> Names => _types.Keys;

    /// <summary>Puts a cell behind the parameters cell that sets variables for a run; nothing if there is nothing to set.</summary>
    /// <param name="size">Which sizes to take from the metadata; a notebook without sizes runs as it is.</param>
    /// <param name="values">Further values by name, which win over the size's. Names that this notebook does not have are passed over.</param>
    /// <exception cref="ParameterException">A value does not fit its variable, or the metadata names a variable that is not declared.</exception>
    public void Inject(RunSize size, IReadOnlyDictionary<string, string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var chosen = Sizes(size);
        foreach (var (name, value) in values.Where(v => _types.ContainsKey(v.Key)))
            chosen[name] = value;
        if (chosen.Count == 0)
            return;

        var source = string.Join('\n', Names.Where(chosen.ContainsKey).Select(name => $"{name} = {Literal(name, chosen[name])};"));
        if (_notebook.Cells.FirstOrDefault(c => c.HasTag(InjectedTag)) is { } earlier)
        {
            earlier.Source = source;
            return;
        }

        var id = InjectedTag;
        for (var n = 2; _notebook.Cells.Any(c => c.Id == id); n++)
            id = $"{InjectedTag}-{n}";
        _notebook.InsertAfter(_cell!, new NotebookCell(id, source, InjectedTag));
    }

    private Dictionary<string, string> Sizes(RunSize size)
    {
        var chosen = new Dictionary<string, string>(StringComparer.Ordinal);
        var key = size switch { RunSize.Quick => "quick", RunSize.Full => "full", _ => null };
        if (key is null || _cell is null || _cell.Metadata.ValueKind != JsonValueKind.Object
            || !_cell.Metadata.TryGetProperty("course", out var course) || course.ValueKind != JsonValueKind.Object
            || !course.TryGetProperty(key, out var sizes))
        {
            return chosen;
        }

        if (sizes.ValueKind != JsonValueKind.Object)
        {
            throw new ParameterException(
                $"{_notebook.Path}: \"course\": \"{key}\" in the metadata of the parameters cell must be an object of names and values.");
        }

        foreach (var member in sizes.EnumerateObject())
        {
            if (!_types.ContainsKey(member.Name))
            {
                throw new ParameterException(
                    $"{_notebook.Path}: its {key} sizes set \"{member.Name}\", which its parameters cell does not declare. It declares {List(Names)}.");
            }

            chosen[member.Name] = member.Value.ValueKind switch
            {
                JsonValueKind.String => member.Value.GetString()!,
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => member.Value.GetRawText(),
                _ => throw new ParameterException($"{_notebook.Path}: its {key} size \"{member.Name}\" must be a number, a string, true or false."),
            };
        }

        return chosen;
    }

    /// <summary>A value as C#, in its variable's type.</summary>
    private string Literal(string name, string value)
    {
        var type = _types[name] ?? throw new ParameterException(
            $"{_notebook.Path}: \"{name}\" cannot be set: only variables of type {List(KnownTypes)} can.");
        var invariant = CultureInfo.InvariantCulture;
        var number = value.Trim().Replace("_", "", StringComparison.Ordinal);
        var literal = type switch
        {
            "int" => int.TryParse(number, NumberStyles.AllowLeadingSign, invariant, out var i) ? i.ToString(invariant) : null,
            "long" => long.TryParse(number, NumberStyles.AllowLeadingSign, invariant, out var l) ? l.ToString(invariant) + "L" : null,
            "float" => float.TryParse(number, NumberStyles.Float, invariant, out var f) && float.IsFinite(f) ? f.ToString("R", invariant) + "f" : null,
            "double" => double.TryParse(number, NumberStyles.Float, invariant, out var d) && double.IsFinite(d) ? d.ToString("R", invariant) : null,
            "decimal" => decimal.TryParse(number, NumberStyles.Float, invariant, out var m) ? m.ToString(invariant) + "m" : null,
            "bool" => bool.TryParse(value.Trim(), out var b) ? (b ? "true" : "false") : null,
            _ => SymbolDisplay.FormatLiteral(value, quote: true),
        };
        return literal ?? throw new ParameterException($"{_notebook.Path}: \"{name}\" is of type {type} and cannot be \"{value}\".");
    }

    /// <summary>The declared type, or for var that of the literal; null if it is none that can be set.</summary>
    private static string? TypeOf(TypeSyntax type, ExpressionSyntax? value)
    {
        var name = type.ToString();
        return name == "var" ? TypeOf(value) : KnownTypes.Contains(name) ? name : null;
    }

    private static string? TypeOf(ExpressionSyntax? value) => value switch
    {
        ParenthesizedExpressionSyntax p => TypeOf(p.Expression),
        PrefixUnaryExpressionSyntax p when p.IsKind(SyntaxKind.UnaryMinusExpression) || p.IsKind(SyntaxKind.UnaryPlusExpression) => TypeOf(p.Operand),
        BinaryExpressionSyntax b when Array.IndexOf(KnownTypes, TypeOf(b.Left)) is >= 0 and <= 3 and var left
            && Array.IndexOf(KnownTypes, TypeOf(b.Right)) is >= 0 and <= 3 and var right => KnownTypes[Math.Max(left, right)],
        LiteralExpressionSyntax literal => literal.Token.Value switch
        {
            int => "int",
            long => "long",
            float => "float",
            double => "double",
            decimal => "decimal",
            string => "string",
            bool => "bool",
            _ => null,
        },
        _ => null,
    };

    private static string List(IEnumerable<string> names) => names.Any() ? string.Join(", ", names) : "none";
}
