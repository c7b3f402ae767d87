namespace Course.Manifold;

/// <summary>How <see cref="TSne"/> computes its gradient.</summary>
public enum TSneMethod
{
    /// <summary>Barnes and Hut's for two dimensions, exact otherwise; the default.</summary>
    Auto,

    /// <summary>All pairs, in double precision: O(n²) a step and 16 n² bytes.</summary>
    Exact,

    /// <summary>Nearest neighbours attract, distant groups of points repel as one: O(n log n) a step. Two dimensions only.</summary>
    BarnesHut,
}
