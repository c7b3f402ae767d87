namespace NotebookKernel.Language;

/// <summary>One thing that could stand at the cursor.</summary>
/// <param name="Text">What to insert.</param>
/// <param name="Kind">What it is, in the words of Jupyter's front ends: function, instance, property, class, module, keyword and so on.</param>
/// <param name="Signature">Its parameters or type, for showing beside it.</param>
internal sealed record CompletionItem(string Text, string Kind, string Signature);

/// <summary>What could stand at the cursor.</summary>
/// <param name="Items">Best first.</param>
/// <param name="Start">Where the text that an item replaces begins.</param>
/// <param name="End">Where it ends.</param>
internal sealed record Completion(IReadOnlyList<CompletionItem> Items, int Start, int End);
