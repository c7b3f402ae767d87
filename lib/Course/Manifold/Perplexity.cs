using System.Numerics.Tensors;

namespace Course.Manifold;

/// <summary>Gaussian weights of a point's neighbours, as wide as makes the effective number of neighbours, the perplexity, what is wanted.</summary>
/// <remarks>
/// G. Hinton and S. Roweis, NIPS 15 (2002). With p_j = exp(-β d_j²)/Σ the perplexity is exp(H), H = -Σ p ln p = ln Σ exp(-β d²) + β Σ p d². H falls
/// with β, its slope is -β Var_p(d²): Newton's steps find β in about five, kept between bounds that close in.
/// </remarks>
internal static class Perplexity
{
    private const double Tolerance = 1e-10;
    private const int MostSteps = 200;

    /// <summary>Fills in the weights.</summary>
    /// <param name="squares">Squared distances, without the point's own; left as they are.</param>
    /// <param name="perplexity">More than 0. One that exceeds the number of neighbours cannot be had; the weights are then all equal.</param>
    /// <param name="weights">As long as the distances; sum to 1.</param>
    /// <param name="shifted">Scratch, as long as the distances.</param>
    public static void Weights(ReadOnlySpan<double> squares, double perplexity, Span<double> weights, Span<double> shifted)
    {
        // A common shift of all d² changes no weight, and with the nearest at 0 the sum can't vanish.
        TensorPrimitives.Subtract(squares, TensorPrimitives.Min(squares), shifted);
        var mean = Columns.Sum(shifted) / shifted.Length;
        var target = Math.Log(perplexity);
        if (!(mean > 0) || target >= Math.Log(shifted.Length))
        {
            weights.Fill(1.0 / weights.Length);
            return;
        }

        var (low, high, beta) = (0.0, double.PositiveInfinity, 1 / mean);
        for (var step = 0; ; step++)
        {
            TensorPrimitives.Multiply(shifted, -beta, weights);
            Exponential.InPlace(weights);
            var sum = Columns.Sum(weights);
            var first = Columns.Dot(weights, shifted) / sum;
            var excess = Math.Log(sum) + beta * first - target;
            if (Math.Abs(excess) <= Tolerance || step == MostSteps)
            {
                TensorPrimitives.Divide(weights, sum, weights);
                return;
            }
            if (excess > 0)
                low = beta;
            else
                high = beta;
            TensorPrimitives.Multiply(weights, shifted, weights);
            var variance = Columns.Dot(weights, shifted) / sum - first * first;
            var next = beta + excess / (beta * variance);
            if (!(next > low && next < high))
                next = double.IsInfinity(high) ? 2 * beta : (low + high) / 2;
            beta = next;
        }
    }
}
