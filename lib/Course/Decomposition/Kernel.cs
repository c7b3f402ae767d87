namespace Course.Decomposition;

/// <summary>Similarity of two samples that stands for an inner product in some feature space.</summary>
public enum Kernel
{
    /// <summary>x·y.</summary>
    Linear,

    /// <summary>exp(-γ |x - y|²), the Gaussian or radial basis function.</summary>
    Rbf,

    /// <summary>(γ x·y + c)^d.</summary>
    Polynomial,

    /// <summary>tanh(γ x·y + c); not positive definite for every γ and c.</summary>
    Sigmoid,

    /// <summary>x·y / (|x| |y|), the cosine of the angle between them; 0 where a sample is 0.</summary>
    Cosine,
}
