using System.Reflection;
using System.Text.RegularExpressions;

namespace Plotly.NET.Managed.Tests;

/// <summary>
/// Keeps the stand-in inside the public members of the real packages, which api/plotly-net-5.1.0.txt lists: it may have fewer, never others.
/// Each public type and member is written as the list writes it, and that line must stand in the list.
/// </summary>
public partial class ApiTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>The list leaves these out.</summary>
    private static readonly string[] Unlisted = ["Equals", "GetHashCode"];

    private static readonly Dictionary<string, string> Keywords = new()
    {
        ["Boolean"] = "bool",
        ["Int32"] = "int",
        ["Int64"] = "long",
        ["Double"] = "double",
        ["Single"] = "float",
        ["String"] = "string",
        ["Object"] = "object",
        ["Void"] = "void",
    };

    private static readonly Dictionary<string, (string Head, HashSet<string> Members)> Listed = ReadList();

    public static TheoryData<string> Types => [.. typeof(GenericChart).Assembly.GetExportedTypes().Select(FullName)];

    [Theory]
    [MemberData(nameof(Types))]
    public void A_public_type_and_each_of_its_members_are_those_of_the_real_package(string name)
    {
        var type = typeof(GenericChart).Assembly.GetExportedTypes().Single(t => FullName(t) == name);
        Listed.ShouldContainKey(name);
        var (head, members) = Listed[name];

        head.ShouldStartWith(Kind(type) + " " + name);
        string[] bases = head.Contains(" : ", StringComparison.Ordinal) ? SplitTop(head[(head.IndexOf(" : ", StringComparison.Ordinal) + 3)..]) : [];
        if (type.BaseType is { } b && b != typeof(object) && b != typeof(ValueType))
            bases.First().ShouldBe(Name(b));
        foreach (var contract in type.GetInterfaces().Where(i => i.IsPublic && (type.BaseType is null || !type.BaseType.GetInterfaces().Contains(i))))
            bases.ShouldContain(Name(contract));

        foreach (string member in Members(type))
            members.ShouldContain(member);
    }

    [Fact]
    public void The_test_notices_a_member_that_differs()
    {
        var members = Listed["Plotly.NET.Color"].Members;

        members.ShouldContain("static fromARGB(int a, int r, int g, int b) -> Color");
        members.ShouldNotContain("static fromARGB(int r, int g, int b, int a) -> Color");
        Members(typeof(Color)).ShouldContain("static fromARGB(int a, int r, int g, int b) -> Color");
        Members(typeof(Plotly.NET.CSharp.Chart)).Count().ShouldBeGreaterThan(20);
    }

    private static IEnumerable<string> Members(Type type)
    {
        foreach (var member in type.GetMembers(Declared).Where(member => !Unlisted.Contains(member.Name)))
        {
            switch (member)
            {
                case ConstructorInfo constructor:
                    yield return $"new({Parameters(constructor)})";
                    break;
                case PropertyInfo property:
                    string accessors = (property.GetMethod is { IsPublic: true } ? "get; " : "") + (property.SetMethod is { IsPublic: true } ? "set; " : "");
                    yield return $"{(property.GetMethod!.IsStatic ? "static " : "")}{property.Name} : {Name(property.PropertyType)} {{ {accessors}}}";
                    break;
                case MethodInfo { IsSpecialName: false } or MethodInfo { Name: "op_Implicit" }:
                    yield return Method((MethodInfo)member);
                    break;
                case MethodInfo or Type:
                    break;
                default:
                    throw new NotSupportedException($"{type}.{member} is a {member.MemberType}, which the list has none of.");
            }
        }
    }

    private static string Method(MethodInfo method)
    {
        string modifier = method.IsStatic ? "static " : method.GetBaseDefinition() != method ? "override " : "";
        var generics = method.GetGenericArguments();
        string parameters = (method.IsDefined(typeof(System.Runtime.CompilerServices.ExtensionAttribute)) ? "this " : "") + Parameters(method);
        string constraints = string.Concat(generics.SelectMany(g => g.GetGenericParameterConstraints().Select(c => $" where {g.Name} : {Name(c)}")));
        string arguments = generics.Length == 0 ? "" : $"<{string.Join(", ", generics.Select(g => g.Name))}>";
        return $"{modifier}{method.Name}{arguments}({parameters}) -> {Name(method.ReturnType)}{constraints}";
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(p =>
        (p.IsOut ? "out " : "") + $"{Name(p.ParameterType)} {p.Name}" + (!p.IsOptional ? "" : p.ParameterType.IsValueType ? " = default" : " = null")));

    private static string Kind(Type type) =>
        type.IsValueType ? "struct" : (type.IsAbstract && type.IsSealed ? "static " : type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "") + "class";

    private static string FullName(Type type) => type.Namespace + "." + Name(type);

    private static string Name(Type type)
    {
        if (type.IsByRef)
            return Name(type.GetElementType()!);
        if (type.IsArray)
            return Name(type.GetElementType()!) + "[]";
        if (type.IsGenericParameter)
            return type.Name;
        string name = type.IsNested ? Name(type.DeclaringType!) + "." + type.Name : Keywords.GetValueOrDefault(type.Name, type.Name);
        return type.IsGenericType ? $"{name[..name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : name;
    }

    private static string[] SplitTop(string list)
    {
        var parts = new List<string>();
        int depth = 0, start = 0;
        for (int i = 0; i < list.Length; i++)
        {
            depth += list[i] == '<' ? 1 : list[i] == '>' ? -1 : 0;
            if (list[i] != ',' || depth > 0)
                continue;
            parts.Add(list[start..i].Trim());
            start = i + 1;
        }

        return [.. parts, list[start..].Trim()];
    }

    private static Dictionary<string, (string Head, HashSet<string> Members)> ReadList()
    {
        var list = new Dictionary<string, (string Head, HashSet<string> Members)>();
        HashSet<string>? block = null;
        foreach (string line in TestFiles.Read("api", "plotly-net-5.1.0.txt").Split('\n'))
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (line[0] != ' ')
                list.Add(TypeName().Match(line).Groups[1].Value, (line, block = []));
            else
                // C# cannot declare the default "true" of an option (CS1908); null has the same meaning there.
                block!.Add(line.Trim().Replace("FSharpOption<bool> Append = true", "FSharpOption<bool> Append = null", StringComparison.Ordinal));
        }

        return list;
    }

    [GeneratedRegex(@"^(?:static |abstract |sealed )?(?:class|struct) (\S+?(?:<[^>]*>)?)(?: :|$)")]
    private static partial Regex TypeName();
}
