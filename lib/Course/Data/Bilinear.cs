namespace Course.Data;

/// <summary>Pictures in another size, each new pixel a mean of the four old ones around its centre, weighted by nearness.</summary>
internal static class Bilinear
{
    /// <summary>Resamples square pictures.</summary>
    /// <param name="from">side x side, row by row.</param>
    /// <param name="side">Side of the picture.</param>
    /// <param name="to">newSide x newSide, row by row.</param>
    /// <param name="newSide">Side of the new picture.</param>
    public static void Resample(ReadOnlySpan<double> from, int side, Span<float> to, int newSide)
    {
        for (var i = 0; i < newSide; i++)
        {
            var (top, bottom, down) = Neighbours(i, side, newSide);
            for (var j = 0; j < newSide; j++)
            {
                var (left, right, across) = Neighbours(j, side, newSide);
                var above = (1 - across) * from[top * side + left] + across * from[top * side + right];
                var below = (1 - across) * from[bottom * side + left] + across * from[bottom * side + right];
                to[i * newSide + j] = (float)((1 - down) * above + down * below);
            }
        }
    }

    // The centre of new pixel i among the centres of the old ones; beyond the outermost, those go on.
    private static (int Before, int After, double Share) Neighbours(int i, int side, int newSide)
    {
        var place = Math.Clamp((i + 0.5) * side / newSide - 0.5, 0, side - 1);
        var before = (int)place;
        return (before, Math.Min(before + 1, side - 1), place - before);
    }
}
