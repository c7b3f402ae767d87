namespace Course.Decomposition;

/// <summary>Makes a matrix that is symmetric but for rounding exactly so.</summary>
internal static class Symmetry
{
    /// <summary>Copies the lower triangle of an n x n matrix over the upper one, in tiles that fit the cache.</summary>
    public static void CopyLowerToUpper(double[] c, int n)
    {
        const int Tile = 64;
        Workers.For((n + Tile - 1) / Tile, part =>
        {
            var columns = (Start: part * Tile, End: Math.Min(n, (part + 1) * Tile));
            for (var rows = 0; rows < columns.End; rows += Tile)
                for (var j = columns.Start; j < columns.End; j++)
                    for (var i = rows; i < Math.Min(rows + Tile, j); i++)
                        c[j * n + i] = c[i * n + j];
        });
    }
}
