using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace NotebookKernel.Display;

/// <summary>What the default views need to know of a type, found once.</summary>
internal sealed class TypeShape
{
    private static readonly ConditionalWeakTable<Type, TypeShape> Known = [];

    private readonly MethodInfo? _element;
    private readonly PropertyInfo? _rows, _columns;

    private TypeShape(Type type)
    {
        HasOwnText = OwnText(type);
        Members = [.. Readable(type)];
        IsHtml = type.GetInterfaces().Any(i => i.FullName == "Microsoft.AspNetCore.Html.IHtmlContent");
        if (IsHtml) return;

        // Math.NET's matrices and whatever else has rows, columns and [i, j].
        _rows = type.GetProperty("RowCount", typeof(int), []);
        _columns = type.GetProperty("ColumnCount", typeof(int), []);
        _element = type.GetProperties().FirstOrDefault(p => p.GetIndexParameters().Length == 2
            && Array.TrueForAll(p.GetIndexParameters(), i => i.ParameterType == typeof(int)))?.GetMethod;
        IsMatrix = _rows is not null && _columns is not null && _element is not null;

        var pair = type.GetInterfaces().Append(type).FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>)
            && i.GetGenericArguments()[0] is { IsGenericType: true } item && item.GetGenericTypeDefinition() == typeof(KeyValuePair<,>));
        IsDictionary = pair is not null || typeof(IDictionary).IsAssignableFrom(type);
        var collection = type.GetInterfaces().Append(type).FirstOrDefault(i => i.IsGenericType
            && (i.GetGenericTypeDefinition() == typeof(IReadOnlyCollection<>) || i.GetGenericTypeDefinition() == typeof(ICollection<>)));
        Count = collection?.GetProperty("Count");
    }

    /// <summary>Whether the type's author wrote a <c>ToString</c>; what the compiler writes for records does not count.</summary>
    public bool HasOwnText { get; }

    /// <summary>Whether it is ASP.NET's kind of HTML.</summary>
    public bool IsHtml { get; }

    /// <summary>Whether it has rows, columns and elements.</summary>
    public bool IsMatrix { get; }

    /// <summary>Whether it is a sequence of keys and values.</summary>
    public bool IsDictionary { get; }

    /// <summary>The number of a collection's items.</summary>
    public PropertyInfo? Count { get; }

    /// <summary>Public properties, then public fields, in the order of their declaration, base classes last.</summary>
    public IReadOnlyList<(string Name, Func<object, object?> Get)> Members { get; }

    public static TypeShape Of(Type type) => Known.GetValue(type, t => new TypeShape(t));

    public (int Rows, int Columns) Size(object matrix) => ((int)_rows!.GetValue(matrix)!, (int)_columns!.GetValue(matrix)!);

    public object? Element(object matrix, int row, int column) =>
        _element!.Invoke(matrix, BindingFlags.DoNotWrapExceptions, null, [row, column], null);

    private static bool OwnText(Type type) =>
        type.GetMethod(nameof(ToString), []) is { } method
        && method.DeclaringType != typeof(object) && method.DeclaringType != typeof(ValueType)
        && !method.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
        && !TypeName.IsAnonymous(type);

    private static IEnumerable<(string Name, Func<object, object?> Get)> Readable(Type type)
    {
        const BindingFlags Public = BindingFlags.Public | BindingFlags.Instance;
        foreach (var property in type.GetProperties(Public))
        {
            if (property.GetMethod is not { IsPublic: true } || property.GetIndexParameters().Length > 0) continue;
            if (IsUnboxable(property.PropertyType)) continue;
            yield return (property.Name, owner => property.GetValue(owner, BindingFlags.DoNotWrapExceptions, null, null, null));
        }

        foreach (var field in type.GetFields(Public))
        {
            if (!IsUnboxable(field.FieldType)) yield return (field.Name, field.GetValue);
        }
    }

    private static bool IsUnboxable(Type type) => type.IsByRefLike || type.IsPointer || type.IsByRef;
}
