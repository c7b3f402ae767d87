using Course.Notebook;
using Course.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace Course.Data;

/// <summary>A small table of numbers with named columns and, if wanted, named rows; a notebook shows it as one.</summary>
/// <remarks>Shown with at least six significant digits of a column's largest number, a long table with its first and last rows only; the values keep all their digits.</remarks>
[TypeFormatterSource(typeof(TableFormatterSource), PreferredMimeTypes = ["text/html", "text/plain"])]
public sealed class Table
{
    private Table(Matrix<double> values, IReadOnlyList<string> columnNames, IReadOnlyList<string>? rowNames, int firstRow = 0)
    {
        (Values, ColumnNames, RowNames) = (values, columnNames, rowNames);
        FirstRow = firstRow;
    }

    /// <summary>The numbers, one row of the table a row.</summary>
    public Matrix<double> Values { get; }

    /// <summary>Name of each column.</summary>
    public IReadOnlyList<string> ColumnNames { get; }

    /// <summary>Name of each row; null where rows are only numbered.</summary>
    public IReadOnlyList<string>? RowNames { get; }

    /// <summary>Number of rows.</summary>
    public int RowCount => Values.RowCount;

    /// <summary>Number of columns.</summary>
    public int ColumnCount => Values.ColumnCount;

    // Number of the first row, where rows are only numbered.
    internal int FirstRow { get; }

    /// <summary>One column by its name.</summary>
    /// <param name="column">Name of the column.</param>
    /// <exception cref="ArgumentException">No column is called so.</exception>
    public Vector<double> this[string column]
    {
        get
        {
            for (var j = 0; j < ColumnCount; j++)
                if (ColumnNames[j] == column)
                    return Values.Column(j);
            throw new ArgumentException($"No column is called \"{column}\"; there are {string.Join(", ", ColumnNames)}.", nameof(column));
        }
    }

    /// <summary>A table of named columns.</summary>
    /// <param name="columns">Name and values of each; all equally long.</param>
    /// <exception cref="ArgumentException">There is no column, one is empty, or they are not equally long.</exception>
    public static Table FromColumns(params (string Name, Vector<double> Values)[] columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        Guard.Count(columns.Length, 1, nameof(columns), "columns");
        foreach (var (name, values) in columns)
        {
            ArgumentNullException.ThrowIfNull(name, nameof(columns));
            ArgumentNullException.ThrowIfNull(values, nameof(columns));
            Guard.OnePerSample(values.Count, columns[0].Values.Count, $"column \"{name}\"", $"column \"{columns[0].Name}\"");
        }
        return new Table(Matrix<double>.Build.DenseOfColumnVectors(columns.Select(column => column.Values)), [.. columns.Select(column => column.Name)], null);
    }

    /// <summary>A table around a copy of a matrix.</summary>
    /// <param name="values">n x p.</param>
    /// <param name="columns">p names.</param>
    /// <param name="rows">n names, or null to number the rows.</param>
    /// <exception cref="ArgumentException">The numbers of names are not those of columns and rows.</exception>
    public static Table FromMatrix(Matrix<double> values, IReadOnlyList<string> columns, IReadOnlyList<string>? rows = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Count != values.ColumnCount)
            throw new ArgumentException(Guard.Text($"columns has {columns.Count} names; values is {values.RowCount} x {values.ColumnCount} and needs {values.ColumnCount}."), nameof(columns));
        if (rows is not null && rows.Count != values.RowCount)
            throw new ArgumentException(Guard.Text($"rows has {rows.Count} names; values is {values.RowCount} x {values.ColumnCount} and needs {values.RowCount}."), nameof(rows));
        return new Table(values.Clone(), [.. columns], rows is null ? null : [.. rows]);
    }

    /// <summary>The first rows.</summary>
    /// <param name="count">How many, 1 or more (default 5); a shorter table is returned whole.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is less than 1.</exception>
    public Table Head(int count = 5)
    {
        Guard.Count(count, 1, nameof(count), "rows");
        count = Math.Min(count, RowCount);
        return new Table(Values.SubMatrix(0, count, 0, ColumnCount), ColumnNames, RowNames is null ? null : [.. RowNames.Take(count)], FirstRow);
    }

    /// <summary>The last rows.</summary>
    /// <inheritdoc cref="Head"/>
    public Table Tail(int count = 5)
    {
        Guard.Count(count, 1, nameof(count), "rows");
        count = Math.Min(count, RowCount);
        return new Table(Values.SubMatrix(RowCount - count, count, 0, ColumnCount), ColumnNames, RowNames is null ? null : [.. RowNames.Skip(RowCount - count)], FirstRow + RowCount - count);
    }

    /// <summary>Sample covariance of the columns (divisor n - 1), with their names on both sides.</summary>
    /// <exception cref="ArgumentException">There are fewer than two rows, or an entry is not finite.</exception>
    public Table Covariance() => new(Moments.Covariance(Values), ColumnNames, ColumnNames);

    /// <summary>Correlation of the columns, with their names on both sides.</summary>
    /// <exception cref="ArgumentException">There are fewer than two rows, an entry is not finite, or a column is constant.</exception>
    public Table Correlation() => new(Moments.Correlation(Values), ColumnNames, ColumnNames);

    /// <summary>Count, mean, standard deviation (divisor n - 1), smallest value, quartiles and largest value of each column.</summary>
    /// <remarks>Quantiles between two values are interpolated linearly, as pandas does (R. Hyndman and Y. Fan, Am. Stat. 50 (1996) 361, type 7).</remarks>
    /// <exception cref="ArgumentException">There are fewer than two rows, or an entry is not finite.</exception>
    public Table Describe()
    {
        Guard.Design(Values, nameof(Values), minimumRows: 2);
        var mean = Moments.ColumnMeans(Values);
        var deviation = Moments.ColumnStandardDeviations(Values);
        var described = Matrix<double>.Build.Dense(8, ColumnCount);
        for (var j = 0; j < ColumnCount; j++)
        {
            var sorted = Values.Column(j).ToArray();
            Array.Sort(sorted);
            described.SetColumn(j, [RowCount, mean[j], deviation[j], sorted[0], Quantile(sorted, 0.25), Quantile(sorted, 0.5), Quantile(sorted, 0.75), sorted[^1]]);
        }
        return new Table(described, ColumnNames, ["count", "mean", "std", "min", "25 %", "50 %", "75 %", "max"]);
    }

    /// <summary>The table as aligned text.</summary>
    public override string ToString() => TableText.Plain(this);

    private static double Quantile(double[] sorted, double share)
    {
        var position = share * (sorted.Length - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
