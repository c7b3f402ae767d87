namespace Course.Decomposition;

/// <summary>One sign rule for every decomposition: the entry of largest magnitude in a direction is positive.</summary>
/// <remarks>
/// A singular or eigenvector is determined up to its sign only, and a solver returns whichever comes out. With the rule the result does not depend
/// on the solver. Among entries that are largest but for rounding the first one counts, so that (1, -1)/√2 has one sign and not two.
/// </remarks>
internal static class Signs
{
    /// <summary>Whether the rule turns this direction round.</summary>
    public static bool Flips(ReadOnlySpan<double> direction)
    {
        var nearlyLargest = Columns.LargestMagnitude(direction) * (1 - 1e-8);
        foreach (var entry in direction)
            if (Math.Abs(entry) >= nearlyLargest)
                return entry < 0;
        return false;
    }
}
