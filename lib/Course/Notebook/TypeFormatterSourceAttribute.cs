namespace Course.Notebook;

/// <summary>
/// Tells a notebook front end which class makes the views of a type. Front ends look for an attribute of this simple name,
/// whoever declares it, so the library shows its own types without depending on any front end.
/// </summary>
/// <remarks>
/// The source has a public parameterless constructor and a public method <c>IEnumerable&lt;object&gt; CreateTypeFormatters()</c>.
/// Each formatter has a public property <c>string MimeType</c> and a public method <c>bool Format(object, TextWriter)</c>;
/// false leaves the value to the front end's own view.
/// </remarks>
/// <param name="formatterSourceType">The source.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = true)]
internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    /// <summary>The class that makes the formatters.</summary>
    public Type FormatterSourceType { get; } = formatterSourceType;

    /// <summary>Mime types to show together in one output, best first; without them text/html alone.</summary>
    public string[] PreferredMimeTypes { get; set; } = [];
}
