using Benchmarks.Groups;

namespace Benchmarks.Running;

/// <summary>Every row there is; a new group is one more file in Groups and one more line here.</summary>
internal static class AllRows
{
    private static readonly (string Group, Func<IEnumerable<Row>> Rows)[] Catalogue =
    [
        (LinearAlgebra.Group, LinearAlgebra.Rows),
        (Decompositions.Group, Decompositions.Rows),
        (Manifolds.Group, Manifolds.Rows),
        (Autoencoders.Group, Autoencoders.Rows),
    ];

    /// <summary>The groups' names.</summary>
    public static IEnumerable<string> Groups => Catalogue.Select(entry => entry.Group);

    /// <summary>The rows that the options ask for.</summary>
    public static IEnumerable<Row> Of(Options options) => Catalogue
        .Where(entry => options.Group is null || entry.Group == options.Group)
        .SelectMany(entry => entry.Rows())
        .Where(row => options.Rows is null || row.Name.Contains(options.Rows, StringComparison.OrdinalIgnoreCase));
}
