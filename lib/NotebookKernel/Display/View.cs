namespace NotebookKernel.Display;

/// <summary>What is shown of a value, bounded in size, before it becomes HTML or text.</summary>
internal abstract record View;

/// <summary>A single value.</summary>
/// <param name="Text">Its text.</param>
/// <param name="IsNumber">Whether it lines up with numbers above and below.</param>
internal sealed record ScalarView(string Text, bool IsNumber = false) : View;

/// <summary>Text of several lines, as its author laid it out.</summary>
internal sealed record BlockView(string Text) : View;

/// <summary>HTML that is shown as it is.</summary>
internal sealed record MarkupView(string Html) : View;

/// <summary>Values in a row.</summary>
/// <param name="Caption">What they are, such as <c>double[100]</c>; null inside other views.</param>
/// <param name="Items">The first of them.</param>
/// <param name="More">What is left out, or null.</param>
/// <param name="Open">The opening bracket.</param>
/// <param name="Close">The closing bracket.</param>
internal sealed record ItemsView(string? Caption, IReadOnlyList<View> Items, string? More, char Open = '[', char Close = ']') : View;

/// <summary>Named values of one object.</summary>
internal sealed record FieldsView(string Caption, IReadOnlyList<(string Name, View Value)> Fields, string? More) : View;

/// <summary>Rows and columns.</summary>
/// <param name="Caption">What they are, with their size.</param>
/// <param name="Columns">A head for each column.</param>
/// <param name="Rows">A head and a cell for each column; a row may be shorter.</param>
/// <param name="More">What is left out, or null.</param>
internal sealed record GridView(
    string Caption, IReadOnlyList<string> Columns, IReadOnlyList<(string Head, IReadOnlyList<View> Cells)> Rows, string? More) : View;
