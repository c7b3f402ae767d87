namespace Course.Manifold;

/// <summary>Where <see cref="TSne"/> puts the points first.</summary>
public enum TSneStart
{
    /// <summary>The leading principal components, shrunk to a standard deviation of 0.0001: keeps the arrangement at large, and the same data give
    /// the same picture. The default.</summary>
    Pca,

    /// <summary>Normal random numbers of standard deviation 0.0001.</summary>
    Random,
}
