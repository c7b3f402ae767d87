using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace TorchSharp.Managed.Tests;

/// <summary>Every public member is one of the real TorchSharp: same kind, names, parameters, defaults and results.</summary>
public class ApiTests
{
    private sealed record Block(string Head, HashSet<string> Members);

    private static readonly Dictionary<string, Block> Real = ReadList();

    /// <summary>Bases of listed types that have no entry of their own in the list.</summary>
    private static readonly HashSet<string> BasesOnly = ["TorchSharp.Loss<T1, T2, TResult>", "TorchSharp.WeightedLoss<T1, T2, TResult>"];

    private static IEnumerable<Type> Types() => typeof(torch).Assembly.GetTypes().Where(t => t.IsVisible);

    [Fact]
    public void The_list_is_read() => Real.Count.ShouldBe(200);

    [Fact]
    public void Every_type_is_one_of_TorchSharp()
    {
        var faults = new List<string>();
        foreach (var type in Types())
        {
            string name = FullName(type);
            if (BasesOnly.Contains(name)) continue;
            if (!Real.TryGetValue(name, out var block))
            {
                faults.Add(name + " is not in the list");
                continue;
            }
            string head = Kind(type) + " " + name;
            string rest = block.Head.StartsWith(head, StringComparison.Ordinal) ? block.Head[head.Length..] : "?";
            if (rest.Length > 0 && !rest.StartsWith(" :", StringComparison.Ordinal) && !rest.StartsWith(" where", StringComparison.Ordinal)) faults.Add($"{head} instead of {block.Head}");
            string? inherits = type.BaseType is { IsVisible: true } b && b != typeof(object) && b != typeof(ValueType) && b != typeof(Enum) && b != typeof(MulticastDelegate) ? Name(b, null) : null;
            if (inherits is not null && !rest.StartsWith(" : " + inherits, StringComparison.Ordinal)) faults.Add($"{name} inherits {inherits}, but the real one is {block.Head}");
        }
        faults.ShouldBeEmpty();
    }

    [Fact]
    public void Every_member_is_one_of_TorchSharp()
    {
        var faults = new List<string>();
        int seen = 0;
        foreach (var type in Types())
        {
            if (!Real.TryGetValue(FullName(type), out var block)) continue;
            foreach (string member in Members(type))
            {
                seen++;
                if (!block.Members.Contains(member)) faults.Add($"{FullName(type)}: {member}");
            }
        }
        seen.ShouldBeGreaterThan(900);
        faults.ShouldBeEmpty();
    }

    /// <summary>Visible members declared by a type, written as in the list without the words that a smaller type may lack.</summary>
    private static IEnumerable<string> Members(Type type)
    {
        const BindingFlags all = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        if (type.IsEnum)
        {
            foreach (var f in type.GetFields(BindingFlags.Public | BindingFlags.Static)) yield return $"{f.Name} = {Convert.ToInt64(f.GetRawConstantValue(), CultureInfo.InvariantCulture)}";
            yield break;
        }
        foreach (var c in type.GetConstructors(all & ~BindingFlags.Static).Where(Visible))
            if (c.GetParameters().Length > 0 || !type.IsValueType) yield return $"new({Parameters(c)})";
        foreach (var m in type.GetMethods(all).Where(Visible))
        {
            if (m.IsSpecialName && !m.Name.StartsWith("op_", StringComparison.Ordinal)) continue;
            if (m.IsVirtual && m.GetBaseDefinition() != m && m.GetBaseDefinition().DeclaringType == typeof(object) && type.IsAssignableTo(typeof(nint))) continue;
            string generic = m.IsGenericMethod ? "<" + string.Join(", ", m.GetGenericArguments().Select(a => a.Name)) + ">" : "";
            yield return $"{Static(m)}{m.Name}{generic}({Parameters(m)}) -> {Name(m.ReturnType, m.ReturnParameter)}";
        }
        foreach (var p in type.GetProperties(all))
        {
            var accessor = p.GetMethod ?? p.SetMethod!;
            if (!Visible(accessor)) continue;
            string name = p.GetIndexParameters().Length > 0 ? $"this[{Parameters(p.GetMethod!)}]" : p.Name;
            yield return $"{Static(accessor)}{name} : {Name(p.PropertyType, p)}";
        }
        foreach (var f in type.GetFields(all))
            if (f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly) yield return f.IsLiteral
                ? $"const {f.Name} : {Name(f.FieldType, f)} = {Convert.ToInt64(f.GetRawConstantValue(), CultureInfo.InvariantCulture)}"
                : $"{(f.IsStatic ? "static " : "")}{f.Name} : {Name(f.FieldType, f)}";
    }

    private static bool Visible(MethodBase m) => m.IsPublic || m.IsFamily || m.IsFamilyOrAssembly;

    private static string Static(MethodBase m) => m.IsStatic ? "static " : "";

    private static string Parameters(MethodBase m)
    {
        string text = string.Join(", ", m.GetParameters().Select(p =>
            (p.IsDefined(typeof(ParamArrayAttribute)) ? "params " : p.IsOut ? "out " : p.ParameterType.IsByRef ? "ref " : "")
            + Name(p.ParameterType.IsByRef ? p.ParameterType.GetElementType()! : p.ParameterType, p) + " " + p.Name + (p.HasDefaultValue ? " = " + Default(p) : "")));
        return m.IsDefined(typeof(ExtensionAttribute)) ? "this " + text : text;
    }

    private static string Default(ParameterInfo p)
    {
        object? value = p.RawDefaultValue;
        var type = Nullable.GetUnderlyingType(p.ParameterType) ?? p.ParameterType;
        if (value is null) return p.ParameterType.IsValueType && Nullable.GetUnderlyingType(p.ParameterType) is null ? "default" : "null";
        if (type.IsEnum) return Name(type, null) + "." + Enum.GetName(type, value);
        return value switch
        {
            bool b => b ? "true" : "false",
            string s => "\"" + s + "\"",
            IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString()!,
        };
    }

    private static string Kind(Type t) => t.IsEnum ? "enum" : t.IsInterface ? "interface" : t.IsSubclassOf(typeof(Delegate)) ? "delegate" : t.IsValueType ? "struct"
        : t.IsAbstract && t.IsSealed ? "static class" : t.IsAbstract ? "abstract class" : t.IsSealed ? "sealed class" : "class";

    private static string FullName(Type t) => t.Namespace + "." + Own(t);

    /// <summary>The name with the names of the types around it, without namespace.</summary>
    private static string Own(Type t)
    {
        string around = t.DeclaringType is { } d && !t.IsGenericParameter ? Own(d) + "." : "";
        string name = t.Name.Split('`')[0];
        int inherited = t.DeclaringType?.GetGenericArguments().Length ?? 0;
        var own = t.GetGenericArguments().Skip(inherited).ToArray();
        return around + name + (own.Length > 0 ? "<" + string.Join(", ", own.Select(a => Name(a, null))) + ">" : "");
    }

    private static string Name(Type type, ICustomAttributeProvider? where)
    {
        var names = where?.GetCustomAttributes(typeof(TupleElementNamesAttribute), false).OfType<TupleElementNamesAttribute>().FirstOrDefault()?.TransformNames;
        int next = 0;
        return Write(type, names, ref next);
    }

    private static string Write(Type t, IList<string?>? names, ref int next)
    {
        if (t.IsArray) return Write(t.GetElementType()!, names, ref next) + "[" + new string(',', t.GetArrayRank() - 1) + "]";
        if (Nullable.GetUnderlyingType(t) is { } inner) return Write(inner, names, ref next) + "?";
        if (t.IsGenericParameter) return t.Name;
        string? keyword = t == typeof(void) ? "void" : t == typeof(object) ? "object" : t == typeof(string) ? "string" : t == typeof(bool) ? "bool" : t == typeof(byte) ? "byte"
            : t == typeof(sbyte) ? "sbyte" : t == typeof(short) ? "short" : t == typeof(int) ? "int" : t == typeof(long) ? "long" : t == typeof(float) ? "float" : t == typeof(double) ? "double" : null;
        if (keyword is not null) return keyword;
        var arguments = t.GetGenericArguments();
        if (t.FullName?.StartsWith("System.ValueTuple`", StringComparison.Ordinal) == true || (t.IsGenericType && t.Name.StartsWith("ValueTuple`", StringComparison.Ordinal)))
        {
            var labels = names?.Skip(next).Take(arguments.Length).ToArray();
            next += arguments.Length;
            var parts = new List<string>();
            for (int i = 0; i < arguments.Length; i++)
            {
                string part = Write(arguments[i], names, ref next);
                parts.Add(labels is not null && i < labels.Length && labels[i] is { } label ? part + " " + label : part);
            }
            return "(" + string.Join(", ", parts) + ")";
        }
        string around = t.DeclaringType is { IsGenericTypeDefinition: false } d ? Own(d) + "." : "";
        int inherited = 0;
        if (t.DeclaringType is { IsGenericTypeDefinition: true } generic)
        {
            inherited = generic.GetGenericArguments().Length;
            around = Write(generic.MakeGenericType(arguments.Take(inherited).ToArray()), names, ref next) + ".";
        }
        var own = new List<string>();
        foreach (var a in arguments.Skip(inherited)) own.Add(Write(a, names, ref next));
        return around + t.Name.Split('`')[0] + (own.Count > 0 ? "<" + string.Join(", ", own) + ">" : "");
    }

    private static Dictionary<string, Block> ReadList()
    {
        var blocks = new Dictionary<string, Block>();
        Block? current = null;
        string prefix = "";
        foreach (string line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "api", "torchsharp-0.107.0.txt")))
        {
            if (line.StartsWith('#') || line.Length == 0) continue;
            if (!line.StartsWith(' '))
            {
                int at = line.IndexOf("TorchSharp.", StringComparison.Ordinal), end = line.IndexOf(" : ", at, StringComparison.Ordinal);
                int where = line.IndexOf(" where ", at, StringComparison.Ordinal);
                int stop = end >= 0 ? end : where >= 0 ? where : line.Length;
                string name = line[at..stop];
                blocks[name] = current = new Block(line, []);
                prefix = name[(name.LastIndexOf("Modules.", StringComparison.Ordinal) is var m && m >= 0 ? m + 8 : 11)..];
                continue;
            }
            current!.Members.Add(Plain(line.Trim(), current.Head.StartsWith("enum", StringComparison.Ordinal)));
        }
        return blocks;
    }

    /// <summary>A line of the list without accessors, constraints and the words virtual, abstract, override, protected and readonly.</summary>
    private static string Plain(string line, bool inEnum)
    {
        if (inEnum) return line;
        int accessors = line.IndexOf(" { ", StringComparison.Ordinal);
        if (accessors >= 0) line = line[..accessors];
        int where = line.IndexOf(" where ", StringComparison.Ordinal);
        if (where >= 0) line = line[..where];
        bool isStatic = false;
        while (true)
        {
            int space = line.IndexOf(' ');
            string word = space < 0 ? "" : line[..space];
            if (word is "static") isStatic = true;
            else if (word is not ("protected" or "virtual" or "abstract" or "override" or "readonly" or "sealed")) break;
            line = line[(space + 1)..];
        }
        return (isStatic ? "static " : "") + line;
    }
}
