using System.Reflection;
using Microsoft.FSharp.Core;
using Plotly.NET.CSharp;

namespace Plotly.NET.Managed.Tests;

/// <summary>Makes a recognisable value of any type that a parameter of the API has.</summary>
internal static class Samples
{
    /// <summary>The member that a sample object carries, to be found again in the JSON.</summary>
    public const string Mark = "marked";

    /// <summary>Type arguments for a generic method: numbers, and texts where the name says so.</summary>
    public static MethodInfo Closed(MethodInfo method) => !method.IsGenericMethodDefinition ? method : method.MakeGenericMethod(
        [.. method.GetGenericArguments().Select(g => g.GetGenericParameterConstraints().Contains(typeof(Trace)) ? typeof(Trace2D)
            : g.Name is "TextType" or "IdType" or "CategoryArrayType" ? typeof(string) : typeof(double))]);

    /// <summary>The T of an <c>Optional&lt;T&gt;</c> or <c>FSharpOption&lt;T&gt;</c>, or null.</summary>
    public static Type? OptionOf(Type type) =>
        type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Optional<>) || type.GetGenericTypeDefinition() == typeof(FSharpOption<>))
            ? type.GetGenericArguments()[0]
            : null;

    /// <summary>What the parameter's type wants for "nothing given".</summary>
    public static object? None(Type type) => type.IsValueType ? Activator.CreateInstance(type) : null;

    /// <summary>A value wrapped as the parameter wants it.</summary>
    public static object Wrapped(Type type, object value) => OptionOf(type) is null ? value
        : type.GetGenericTypeDefinition() == typeof(Optional<>) ? Activator.CreateInstance(type, value, true)!
        : type.GetMethod("Some")!.Invoke(null, [value])!;

    public static object Of(Type type)
    {
        if (OptionOf(type) is { } inner)
            return Of(inner);
        if (type == typeof(bool))
            return true;
        if (type == typeof(int))
            return 7;
        if (type == typeof(double) || type == typeof(IConvertible))
            return 0.375;
        if (type == typeof(string) || type == typeof(object))
            return "sample";
        if (type == typeof(Color))
            return Color.fromString("tomato");
        if (type == typeof(Trace2D) || type == typeof(Trace))
            return new Trace2D("scatter").Set(Mark, true);
        if (type == typeof(GenericChart))
            return Chart.Point<double, double, string>([1.0], [2.0]);
        if (typeof(PlotlyObject).IsAssignableFrom(type))
            return ((PlotlyObject)Activator.CreateInstance(type)!).Set(Mark, true);
        if (type.IsArray)
            return Repeated(type.GetElementType()!);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>))
            return Repeated(type.GetGenericArguments()[0]);
        if (type.IsGenericType && type.Name.StartsWith("Tuple`", StringComparison.Ordinal))
            return Activator.CreateInstance(type, [.. type.GetGenericArguments().Select(Of)])!;
        if (type.DeclaringType == typeof(StyleParam))
            return Union(type);
        throw new NotSupportedException($"No sample of {type}.");
    }

    private static Array Repeated(Type element)
    {
        var array = Array.CreateInstance(element, 2);
        array.SetValue(Of(element), 0);
        array.SetValue(Of(element), 1);
        return array;
    }

    /// <summary>The first case without a payload, or a case with one.</summary>
    private static object Union(Type type)
    {
        if (type.GetProperties(BindingFlags.Public | BindingFlags.Static).FirstOrDefault(p => p.PropertyType == type) is { } property)
            return property.GetValue(null)!;
        var made = type.GetMethods(BindingFlags.Public | BindingFlags.Static).First(m => m.Name.StartsWith("New", StringComparison.Ordinal));
        return made.Invoke(null, [.. made.GetParameters().Select(p => Of(p.ParameterType))])!;
    }
}
