using System.Collections.Concurrent;
using System.Reflection;

namespace NotebookKernel.Display;

/// <summary>Formatters that a library brings for its own types, found by names alone.</summary>
/// <remarks>
/// A class, struct or base class carries an attribute called <c>TypeFormatterSourceAttribute</c> with a property <c>FormatterSourceType</c>
/// and, if it likes, <c>PreferredMimeTypes</c>. The source type has a public constructor without parameters and
/// <c>CreateTypeFormatters()</c>; each formatter has <c>MimeType</c> and <c>bool Format(object, TextWriter)</c>. The convention is .NET
/// Interactive's.
/// </remarks>
internal sealed class ConventionFormatters
{
    private const string AttributeName = "TypeFormatterSourceAttribute";

    private readonly ConcurrentDictionary<Type, Entry?> _entries = new();

    /// <summary>What a type's author declared; null if nothing.</summary>
    /// <exception cref="InvalidOperationException">The declaration does not follow the convention.</exception>
    public Entry? Find(Type type) => _entries.GetOrAdd(type, Create);

    private static Entry? Create(Type type)
    {
        if (type.GetCustomAttributes(inherit: true).FirstOrDefault(a => a.GetType().Name == AttributeName) is not { } attribute) return null;
        var sourceType = Property<Type>(attribute, "FormatterSourceType")
            ?? throw Broken(type, $"its {AttributeName} has no FormatterSourceType");
        var source = Activator.CreateInstance(sourceType) ?? throw Broken(type, $"{sourceType.Name} cannot be created");
        var create = sourceType.GetMethod("CreateTypeFormatters", BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, [])
            ?? throw Broken(type, $"{sourceType.Name} has no CreateTypeFormatters()");
        var formatters = new Dictionary<string, Func<object, TextWriter, bool>>(StringComparer.Ordinal);
        foreach (var formatter in (IEnumerable<object>)create.Invoke(source, BindingFlags.DoNotWrapExceptions, null, null, null)!)
        {
            var mimeType = Property<string>(formatter, "MimeType") ?? throw Broken(type, $"{formatter.GetType().Name} has no MimeType");
            var format = formatter.GetType().GetMethod("Format", [typeof(object), typeof(TextWriter)]);
            if (format?.ReturnType != typeof(bool)) throw Broken(type, $"{formatter.GetType().Name} has no bool Format(object, TextWriter)");
            formatters.TryAdd(mimeType, format.CreateDelegate<Func<object, TextWriter, bool>>(formatter));
        }

        var preferred = Property<string[]>(attribute, "PreferredMimeTypes");
        return new Entry(preferred is { Length: > 0 } ? preferred : ["text/html"], formatters);
    }

    private static T? Property<T>(object owner, string name)
        where T : class => owner.GetType().GetProperty(name)?.GetValue(owner) as T;

    private static InvalidOperationException Broken(Type type, string why) =>
        new($"The formatters of {type.Name} do not follow the convention: {why}.");

    /// <param name="MimeTypes">What to show unless asked otherwise.</param>
    /// <param name="Formatters">By MIME type.</param>
    internal sealed record Entry(IReadOnlyList<string> MimeTypes, IReadOnlyDictionary<string, Func<object, TextWriter, bool>> Formatters);
}
