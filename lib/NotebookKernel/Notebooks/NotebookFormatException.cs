namespace NotebookKernel.Notebooks;

/// <summary>A file is no notebook, or a damaged one. The message is one line for a reader: file, position, what is wrong.</summary>
public sealed class NotebookFormatException : Exception
{
    /// <summary>Says what is wrong with a notebook.</summary>
    /// <param name="file">The file, as the user named it.</param>
    /// <param name="line">Line, from 1; 0 where no single place is to blame.</param>
    /// <param name="column">Column in that line, from 1; 0 with <paramref name="line"/> 0.</param>
    /// <param name="problem">What was found and what was expected, in one line.</param>
    public NotebookFormatException(string file, int line, int column, string problem)
        : base(line == 0 ? $"{file}: {problem}" : $"{file}({line},{column}): {problem}") =>
        (File, Line, Column, Problem) = (file, line, column, problem);

    /// <summary>The file, as the user named it.</summary>
    public string File { get; }

    /// <summary>Line of the damage, from 1; 0 where no single place is to blame.</summary>
    public int Line { get; }

    /// <summary>Column of the damage, from 1; 0 where no single place is to blame.</summary>
    public int Column { get; }

    /// <summary>What was found and what was expected.</summary>
    public string Problem { get; }
}
