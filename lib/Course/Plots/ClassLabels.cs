using MathNet.Numerics.LinearAlgebra;

namespace Course.Plots;

/// <summary>Samples sorted by class, each class with its name; without labels one class of all samples.</summary>
internal sealed class ClassLabels
{
    private ClassLabels(IReadOnlyList<(string? Name, int[] Rows)> groups) => Groups = groups;

    /// <summary>Name and row numbers of each class, in the order of the labels; classes without samples keep their place.</summary>
    public IReadOnlyList<(string? Name, int[] Rows)> Groups { get; }

    /// <summary>Checks labels and names against each other and against the number of samples.</summary>
    /// <exception cref="ArgumentException">They do not fit.</exception>
    public static ClassLabels Of(int[]? labels, IReadOnlyList<string>? classNames, int samples, string other)
    {
        if (labels is null)
        {
            if (classNames is not null)
                throw new ArgumentException("classNames is given but labels is not; names need the class of each sample.", nameof(classNames));
            return new([(null, [.. Enumerable.Range(0, samples)])]);
        }

        Guard.OnePerSample(labels.Length, samples, nameof(labels), other);
        if (classNames is null)
            return new([.. labels.Distinct().Order().Select(label => ((string?)Guard.Text($"class {label}"), RowsOf(labels, label)))]);
        for (int i = 0; i < labels.Length; i++)
        {
            if (labels[i] < 0 || labels[i] >= classNames.Count)
            {
                throw new ArgumentException(Guard.Text(
                    $"labels[{i}] is {labels[i]}; with {classNames.Count} class names a label lies between 0 and {classNames.Count - 1}."), nameof(labels));
            }
        }

        return new([.. classNames.Select((name, label) => ((string?)name, RowsOf(labels, label)))]);
    }

    /// <summary>" Classes: a (3 samples), b (4)." for an alternative text; empty without labels.</summary>
    public string InWords() => Groups[0].Name is null
        ? ""
        : $" Classes: {string.Join(", ", Groups.Select((group, i) =>
            Guard.Text($"{group.Name} ({group.Rows.Length}{(i > 0 ? "" : group.Rows.Length == 1 ? " sample" : " samples")})")))}.";

    /// <summary>The entries of a vector that belong to a class.</summary>
    public static double[] Pick(Vector<double> values, int[] rows) => [.. rows.Select(row => values[row])];

    private static int[] RowsOf(int[] labels, int label) => [.. Enumerable.Range(0, labels.Length).Where(i => labels[i] == label)];
}
