namespace Course.Manifold;

/// <summary>The points of a t-SNE embedding and the forces between them.</summary>
internal interface ITSneGradient
{
    /// <summary>One step of gradient descent with momentum and gains for every coordinate.</summary>
    /// <param name="exaggeration">Factor of the attraction.</param>
    /// <param name="momentum">Part of the last move that is kept.</param>
    /// <param name="rate">Learning rate.</param>
    /// <param name="measure">Whether the divergence is wanted.</param>
    /// <returns>The Kullback-Leibler divergence before the step, without exaggeration (NaN unless wanted), and the norm of the gradient with the
    /// gains in it.</returns>
    (double Divergence, double GradientNorm) Step(double exaggeration, double momentum, double rate, bool measure);

    /// <summary>Forgets the last move and the gains.</summary>
    void Rest();

    /// <summary>The points, n x k by columns.</summary>
    double[] Points();
}
