using Microsoft.FSharp.Core;
using Plotly.NET.CSharp;

namespace Plotly.NET;

/// <summary>Sets members of traces and layouts in one expression. An argument that was left out sets nothing.</summary>
internal static class Members
{
    public static T Set<T>(this T target, string name, object? value)
        where T : PlotlyObject
    {
        if (value is not null)
            target.SetValue(name, value);
        return target;
    }

    public static T Set<T, V>(this T target, string name, FSharpOption<V>? value)
        where T : PlotlyObject => value is null ? target : target.Set(name, (object?)value.Value);

    public static T Set<T, V>(this T target, string name, Optional<V> value)
        where T : PlotlyObject => value.IsSome ? target.Set(name, (object?)value.Value) : target;

    /// <summary>Sets a member to a value for each point, or else to one for all.</summary>
    public static T SetEither<T, V>(this T target, string name, FSharpOption<IEnumerable<V>>? each, FSharpOption<V>? all)
        where T : PlotlyObject => each is null ? target.Set(name, all) : target.Set(name, each);

    /// <inheritdoc cref="SetEither{T, V}(T, string, FSharpOption{IEnumerable{V}}?, FSharpOption{V}?)"/>
    public static T SetEither<T, V>(this T target, string name, Optional<IEnumerable<V>> each, Optional<V> all)
        where T : PlotlyObject => each.IsSome ? target.Set(name, each) : target.Set(name, all);

    /// <summary>The value of a member, or null.</summary>
    public static object? Member(this PlotlyObject source, string name) => source.Members.GetValueOrDefault(name);

    /// <summary>An object with the same members.</summary>
    public static T Copy<T>(this T source)
        where T : PlotlyObject => (T)source.Clone();

    /// <summary>A copy of the object given, so that the caller's own stays as it is, or an empty one.</summary>
    public static T Copied<T>(this Optional<T> source)
        where T : PlotlyObject, new() => source.IsSome ? source.Value.Copy() : new T();

    /// <summary>A copy without one of the members.</summary>
    public static T Without<T>(this T source, string name)
        where T : PlotlyObject
    {
        var copy = source.Copy();
        copy.Remove(name);
        return copy;
    }

    /// <summary>A copy with the members of <paramref name="other"/> too; where both have one, objects are merged and other values replaced.</summary>
    public static T MergedWith<T>(this T source, PlotlyObject other)
        where T : PlotlyObject
    {
        var merged = source.Copy();
        foreach (var (name, value) in other.Members)
        {
            merged.SetValue(name, value is PlotlyObject theirs && source.Member(name) is PlotlyObject ours && !ReferenceEquals(ours, theirs)
                ? ours.MergedWith(theirs)
                : value);
        }

        return merged;
    }

    public static T Or<T>(this Optional<T> value, T fallback) => value.IsSome ? value.Value : fallback;

    /// <summary>A chart of one trace; the defaults are used unless told otherwise.</summary>
    public static GenericChart ToChart(this Trace trace, Optional<bool> useDefaults) => GenericChart.ofTraceObject(useDefaults.Or(true), trace);
}
