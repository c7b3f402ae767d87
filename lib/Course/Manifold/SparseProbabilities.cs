namespace Course.Manifold;

/// <summary>A symmetric sparse matrix of probabilities, row by row.</summary>
/// <param name="Starts">Where each row begins; one more entry for the end of the last.</param>
/// <param name="Targets">The columns of the entries, ascending in each row.</param>
/// <param name="Values">The entries.</param>
internal sealed record SparseProbabilities(int[] Starts, int[] Targets, float[] Values)
{
    /// <summary>Number of rows.</summary>
    public int Size => Starts.Length - 1;
}
