namespace Course.Classification;

/// <summary>Scores to probabilities: exp(s_c) over the sum of the exp of all.</summary>
internal static class Softmax
{
    /// <summary>Replaces every row of scores by probabilities, and adds up the logarithms of the rows' sums.</summary>
    /// <param name="scores">m x classes by columns.</param>
    /// <param name="rows">m.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>Σ ln Σ exp s over the rows.</returns>
    public static double InPlace(double[] scores, int rows, int classes)
    {
        var total = 0.0;
        for (var i = 0; i < rows; i++)
        {
            // The largest score is taken off first, so that no exponential overflows.
            var (largest, sum) = (double.NegativeInfinity, 0.0);
            for (var c = 0; c < classes; c++)
                largest = Math.Max(largest, scores[c * rows + i]);
            for (var c = 0; c < classes; c++)
                sum += scores[c * rows + i] = Math.Exp(scores[c * rows + i] - largest);
            for (var c = 0; c < classes; c++)
                scores[c * rows + i] /= sum;
            total += largest + Math.Log(sum);
        }
        return total;
    }
}
