using MathNet.Numerics.LinearAlgebra;

namespace Course.Data;

/// <summary>Cuts and joins a stream of samples into batches of one size, with no more in memory than a batch and a piece.</summary>
internal static class Batches
{
    /// <summary>Batches in order; the last one takes what is left, and so does the one before it where too little would be left for one of its
    /// own.</summary>
    /// <param name="pieces">Matrices of equally many columns, any number of rows.</param>
    /// <param name="size">Rows in a batch; five times the number of columns by default.</param>
    /// <param name="atLeast">Fewest rows in a batch, if there are that many at all.</param>
    /// <exception cref="ArgumentException">A piece is not finite or has another number of columns than the first.</exception>
    public static IEnumerable<Matrix<double>> Of(IEnumerable<Matrix<double>> pieces, int? size, int atLeast)
    {
        double[] pending = [];
        int batch = 0, capacity = 0, columns = 0, held = 0;
        foreach (var piece in pieces)
        {
            if (columns == 0)
            {
                Guard.Design(piece, nameof(pieces));
                columns = piece.ColumnCount;
                batch = size ?? 5 * columns;
                capacity = batch + Math.Max(1, atLeast);
                pending = new double[capacity * columns];
            }
            Guard.Features(piece, columns, nameof(pieces));
            var (from, rows) = (Columns.Of(piece), piece.RowCount);
            for (var taken = 0; taken < rows;)
            {
                var count = Math.Min(rows - taken, capacity - held);
                for (var j = 0; j < columns; j++)
                    from.AsSpan(j * rows + taken, count).CopyTo(pending.AsSpan(j * capacity + held));
                taken += count;
                held += count;
                // Wait until the batch after this one is sure to be large enough.
                if (held < batch + Math.Max(1, atLeast))
                    continue;
                yield return Take(pending, capacity, columns, batch);
                held -= batch;
                for (var j = 0; j < columns; j++)
                    pending.AsSpan(j * capacity + batch, held).CopyTo(pending.AsSpan(j * capacity));
            }
        }
        if (held > 0)
            yield return Take(pending, capacity, columns, held);
    }

    private static Matrix<double> Take(double[] pending, int capacity, int columns, int rows)
    {
        var values = new double[rows * columns];
        for (var j = 0; j < columns; j++)
            pending.AsSpan(j * capacity, rows).CopyTo(values.AsSpan(j * rows));
        return Columns.Matrix(rows, columns, values);
    }
}
