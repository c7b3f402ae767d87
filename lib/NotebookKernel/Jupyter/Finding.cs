namespace NotebookKernel.Jupyter;

/// <summary>How bad a finding is.</summary>
public enum FindingKind
{
    /// <summary>As it should be.</summary>
    Good,

    /// <summary>Something is missing that one can do without.</summary>
    Advice,

    /// <summary>Something would fail.</summary>
    Problem,
}

/// <summary>What <see cref="Doctor"/> found.</summary>
public sealed record Finding
{
    private Finding(FindingKind kind, string text, string? mend) => (Kind, Text, Mend) = (kind, text, mend);

    /// <summary>How bad it is.</summary>
    public FindingKind Kind { get; }

    /// <summary>What it is.</summary>
    public string Text { get; }

    /// <summary>What to do about it; null if nothing needs to be done, and only then.</summary>
    public string? Mend { get; }

    /// <summary>Something is as it should be.</summary>
    public static Finding Good(string text) => new(FindingKind.Good, text, null);

    /// <summary>Something is missing that one can do without.</summary>
    public static Finding Advice(string text, string mend) => new(FindingKind.Advice, text, mend);

    /// <summary>Something would fail.</summary>
    public static Finding Problem(string text, string mend) => new(FindingKind.Problem, text, mend);
}
