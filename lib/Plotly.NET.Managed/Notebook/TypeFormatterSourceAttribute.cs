namespace Plotly.NET;

/// <summary>
/// Names the class that formats a type in a notebook. .NET Interactive and the course's kernel find it by its name, so that
/// no reference to either is needed.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = true)]
internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    /// <summary>Has a public parameterless constructor and <c>IEnumerable&lt;object&gt; CreateTypeFormatters()</c>.</summary>
    public Type FormatterSourceType { get; } = formatterSourceType;

    /// <summary>All of these are shown together, the richest first.</summary>
    public string[] PreferredMimeTypes { get; init; } = [];
}
