using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using Microsoft.DotNet.Interactive;

namespace NotebookKernel.Display;

/// <summary>Says what is shown of a value that brings no formatter of its own.</summary>
/// <remarks>
/// Bounded in every direction, so that an endless sequence, a huge matrix or a graph of objects with cycles gives a small view at once.
/// </remarks>
internal sealed class ViewBuilder
{
    private const int MaxRows = 20;
    private const int MaxColumns = 12;
    private const int MaxItems = 50;
    private const int MaxNestedRows = 5;
    private const int MaxNestedColumns = 6;
    private const int MaxNestedItems = 8;
    private const int MaxMembers = 40;
    private const int MaxDepth = 4;
    private const int MaxViews = 2000;
    private const int MaxText = 20_000;

    private int _views;

    /// <summary>The view of a value.</summary>
    public static View Build(object? value) => new ViewBuilder().Build(value, 0);

    private static int Rows(int depth) => depth == 0 ? MaxRows : MaxNestedRows;

    private static int Columns(int depth) => depth == 0 ? MaxColumns : MaxNestedColumns;

    private View Build(object? value, int depth)
    {
        if (ScalarText.View(value, nested: depth > 0) is { } scalar) return scalar;
        if (++_views > MaxViews) return new ScalarView("…");
        var shape = TypeShape.Of(value!.GetType());
        if (value is HtmlContent) return new MarkupView(value.ToString() ?? "");
        if (shape.IsHtml) return new MarkupView(Html(value));
        if (value is Exception e) return new BlockView(depth > 0 ? $"{TypeName.Of(value.GetType())}: {e.Message}" : e.ToString());
        if (depth >= MaxDepth) return new ScalarView(Summary(value, shape));
        if (value is Task task) return Of(task, depth);
        if (value is Array { Rank: 2 } array)
        {
            var (i0, j0) = (array.GetLowerBound(0), array.GetLowerBound(1));
            return Grid(value, array.GetLength(0), array.GetLength(1), (i, j) => array.GetValue(i0 + i, j0 + j), depth);
        }

        if (shape.IsMatrix)
        {
            var (rows, columns) = shape.Size(value);
            return Grid(value, rows, columns, (i, j) => shape.Element(value, i, j), depth);
        }

        if (value is ITuple tuple) return Of(tuple, depth);
        if (shape.IsDictionary) return Dictionary((IEnumerable)value, shape, depth);
        if (value is IEnumerable sequence) return Sequence(sequence, shape, depth);
        return shape.HasOwnText || shape.Members.Count == 0
            ? new BlockView(depth == 0 ? ScalarText.Cut(value.ToString() ?? "", MaxText) : ScalarText.Cut(value.ToString() ?? ""))
            : Fields(value, shape, depth);
    }

    /// <summary>A member or cell: what fails inside a view is shown there, and does not fail the view.</summary>
    private View Nested(Func<object?> get, int depth)
    {
        try
        {
            return Build(get(), depth + 1);
        }
#pragma warning disable CA1031 // A property may throw anything.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return new ScalarView($"({TypeName.Of(e.GetType())})");
        }
    }

    private FieldsView Fields(object value, TypeShape shape, int depth) => new(
        TypeName.Of(value.GetType()),
        [.. shape.Members.Take(MaxMembers).Select(m => (m.Name, Nested(() => m.Get(value), depth)))],
        More(shape.Members.Count - MaxMembers, "member"));

    private FieldsView Of(Task task, int depth)
    {
        var fields = new List<(string, View)> { ("Status", new ScalarView(task.Status.ToString())) };
        if (task.IsFaulted) fields.Add(("Exception", Nested(() => task.Exception!.InnerException, depth)));
        else if (task.IsCompletedSuccessfully && task.GetType().GetProperty("Result") is { } result && result.PropertyType.Name != "VoidTaskResult")
            fields.Add(("Result", Nested(() => result.GetValue(task), depth)));
        return new FieldsView("Task", fields, null);
    }

    private ItemsView Of(ITuple tuple, int depth) =>
        new(null, [.. Enumerable.Range(0, tuple.Length).Select(i => Nested(() => tuple[i], depth))], null, '(', ')');

    private GridView Grid(object value, int rows, int columns, Func<int, int, object?> element, int depth)
    {
        var (shownRows, shownColumns) = (Math.Min(rows, Rows(depth)), Math.Min(columns, Columns(depth)));
        return new GridView(
            $"{(value is Array ? TypeName.Of(value.GetType().GetElementType()!) : TypeName.Of(value.GetType()))} {rows} × {columns}",
            [.. Enumerable.Range(0, shownColumns).Select(Index)],
            [.. Enumerable.Range(0, shownRows).Select(i =>
                (Index(i), (IReadOnlyList<View>)[.. Enumerable.Range(0, shownColumns).Select(j => Nested(() => element(i, j), depth))]))],
            Join(More(rows - shownRows, "row"), More(columns - shownColumns, "column")));
    }

    private GridView Dictionary(IEnumerable dictionary, TypeShape shape, int depth)
    {
        var (items, more, count) = First(dictionary, shape, Rows(depth));
        var rows = new List<(string, IReadOnlyList<View>)>();
        foreach (var item in items)
        {
            var (key, value) = item is DictionaryEntry entry
                ? (entry.Key, entry.Value)
                : (Member(item!, "Key"), Member(item!, "Value"));
            rows.Add((TextView.Inline(Nested(() => key, depth)), [Nested(() => value, depth)]));
        }

        return new GridView(Caption(dictionary, count), ["value"], rows, more);

        static object? Member(object pair, string name) => pair.GetType().GetProperty(name)!.GetValue(pair);
    }

    private View Sequence(IEnumerable sequence, TypeShape shape, int depth)
    {
        var (items, more, count) = First(sequence, shape, depth == 0 ? MaxItems : MaxNestedItems);
        if (items.TrueForAll(i => ScalarText.View(i, nested: true) is not null))
        {
            return new ItemsView(
                depth == 0 ? Caption(sequence, count) : null, [.. items.Select(i => (View)ScalarText.View(i, nested: true)!)], more);
        }

        if (items.Count > Rows(depth)) (items, more) = (items[..Rows(depth)], Left(count, Rows(depth)));
        if (items.TrueForAll(i => i is IEnumerable and not string && !TypeShape.Of(i.GetType()).IsDictionary))
        {
            var width = 0;
            var rows = new List<(string, IReadOnlyList<View>)>();
            foreach (var item in items)
            {
                var (cells, _, length) = First((IEnumerable)item!, TypeShape.Of(item!.GetType()), Columns(depth));
                width = Math.Max(width, length ?? cells.Count);
                rows.Add((Index(rows.Count), [.. cells.Select(c => Nested(() => c, depth + 1))]));
            }

            return new GridView(
                Caption(sequence, count),
                [.. Enumerable.Range(0, Math.Min(width, Columns(depth))).Select(Index)],
                rows,
                Join(more, More(width - Columns(depth), "column")));
        }

        if (items.TrueForAll(HasColumns))
        {
            var names = items.SelectMany(ColumnsOf).Distinct().ToList();
            var shown = names.Take(Columns(depth)).ToList();
            return new GridView(
                Caption(sequence, count),
                shown,
                [.. items.Select((item, i) => (Index(i), (IReadOnlyList<View>)[.. shown.Select(name => Cell(item!, name, depth))]))],
                Join(more, More(names.Count - shown.Count, "column")));
        }

        return new GridView(
            Caption(sequence, count),
            ["value"],
            [.. items.Select((item, i) => (Index(i), (IReadOnlyList<View>)[Nested(() => item, depth)]))],
            more);
    }

    private static bool HasColumns(object? item) =>
        item is ITuple
        || (item is not null and not IEnumerable and not Exception and not Task and not HtmlContent
            && ScalarText.View(item, nested: true) is null
            && TypeShape.Of(item.GetType()) is { HasOwnText: false, IsHtml: false, IsMatrix: false, Members.Count: > 0 });

    private static IEnumerable<string> ColumnsOf(object? item) => item is ITuple tuple
        ? Enumerable.Range(1, tuple.Length).Select(i => string.Create(CultureInfo.InvariantCulture, $"Item{i}"))
        : TypeShape.Of(item!.GetType()).Members.Select(m => m.Name);

    private View Cell(object item, string name, int depth)
    {
        if (item is ITuple tuple)
        {
            var index = int.Parse(name.AsSpan(4), CultureInfo.InvariantCulture) - 1;
            return index < tuple.Length ? Nested(() => tuple[index], depth) : new ScalarView("");
        }

        var member = TypeShape.Of(item.GetType()).Members.FirstOrDefault(m => m.Name == name);
        return member.Get is { } get ? Nested(() => get(item), depth) : new ScalarView("");
    }

    /// <summary>The first items, what is left out, and the whole number where it is known without counting.</summary>
    private static (List<object?> Items, string? More, int? Count) First(IEnumerable sequence, TypeShape shape, int limit)
    {
        var items = new List<object?>();
        var count = sequence is ICollection collection ? collection.Count : (int?)shape.Count?.GetValue(sequence);
        var rest = false;
        foreach (var item in sequence)
        {
            rest = items.Count == limit;
            if (rest) break;
            items.Add(item);
        }

        if (!rest) count = items.Count;
        return (items, rest ? Left(count, limit) : null, count);
    }

    private static string Left(int? count, int shown) => count is { } n ? More(n - shown, "")! : "… and more";

    private static string Caption(IEnumerable sequence, int? count)
    {
        var type = sequence.GetType();
        if (type.IsArray && count is { } length)
        {
            var name = TypeName.Of(type);
            var bracket = name.IndexOf('[', StringComparison.Ordinal);
            return string.Create(CultureInfo.InvariantCulture, $"{name[..bracket]}[{length}]{name[(bracket + 2)..]}");
        }

        // Iterators have names that say nothing.
        var isPublic = type.IsVisible && !type.Name.Contains('<', StringComparison.Ordinal);
        var item = isPublic ? null : Array.Find(type.GetInterfaces(), i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>));
        var label = item is null ? TypeName.Of(type) : TypeName.Of(item);
        return count is { } n ? string.Create(CultureInfo.InvariantCulture, $"{label} ({n:N0})") : label;
    }

    /// <summary>Deep inside: the type alone, or its author's text.</summary>
    private static string Summary(object value, TypeShape shape) =>
        shape.HasOwnText ? ScalarText.Cut(value.ToString() ?? "") : TypeName.Of(value.GetType());

    private static string Html(object value)
    {
        var writer = new StringWriter(CultureInfo.InvariantCulture);
        var write = value.GetType().GetMethod("WriteTo", [typeof(TextWriter), typeof(HtmlEncoder)])
            ?? value.GetType().GetInterface("Microsoft.AspNetCore.Html.IHtmlContent")!.GetMethod("WriteTo")!;
        write.Invoke(value, [writer, HtmlEncoder.Default]);
        return writer.ToString();
    }

    private static string Index(int i) => i.ToString(CultureInfo.InvariantCulture);

    private static string? More(int count, string what) => count <= 0
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"… {count:N0} more{(what.Length == 0 ? "" : count == 1 ? " " + what : $" {what}s")}");

    private static string? Join(string? first, string? second) =>
        first is null ? second : second is null ? first : $"{first}, {second[2..]}";
}
