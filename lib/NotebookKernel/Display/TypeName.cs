using System.Runtime.CompilerServices;

namespace NotebookKernel.Display;

/// <summary>Types as C# writes them: <c>Dictionary&lt;string, double[]&gt;</c>.</summary>
internal static class TypeName
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(char)] = "char",
        [typeof(decimal)] = "decimal",
        [typeof(double)] = "double",
        [typeof(float)] = "float",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(void)] = "void",
    };

    private static readonly ConditionalWeakTable<Type, string> Known = [];

    /// <summary>The type's name without its namespace.</summary>
    public static string Of(Type type) => Known.GetValue(type, Create);

    /// <summary>Whether it is the compiler's type for <c>new { ... }</c>.</summary>
    public static bool IsAnonymous(Type type) =>
        type.Name.Contains("AnonymousType", StringComparison.Ordinal) && type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);

    private static string Create(Type type)
    {
        if (Keywords.TryGetValue(type, out var keyword)) return keyword;
        if (type.IsArray)
        {
            // The outermost rank comes first: int[][,] is an array of two-dimensional ones.
            var ranks = "";
            while (type.IsArray)
            {
                ranks += $"[{new string(',', type.GetArrayRank() - 1)}]";
                type = type.GetElementType()!;
            }

            return Of(type) + ranks;
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying) return Of(underlying) + "?";
        var name = type.Name;
        if (IsAnonymous(type)) return "anonymous";
        if (!type.IsGenericType) return name;
        if (typeof(ITuple).IsAssignableFrom(type) && type.IsValueType) return $"({Arguments(type)})";
        var tick = name.IndexOf('`', StringComparison.Ordinal);
        return tick < 0 ? name : $"{name[..tick]}<{Arguments(type)}>";
    }

    private static string Arguments(Type type) => string.Join(", ", type.GetGenericArguments().Select(Of));
}
