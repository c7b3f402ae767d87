using MathNet.Numerics.LinearAlgebra;

namespace Course;

/// <summary>How far a long computation has come.</summary>
/// <param name="Stage">What is being done, in a few words.</param>
/// <param name="Done">Steps done in this stage.</param>
/// <param name="Total">Steps that the stage takes at most; 0 where that is not known.</param>
/// <param name="Objective">The quantity being minimised, where there is one and it has been computed.</param>
/// <param name="Embedding">A copy of the n x k embedding as it is now, from methods that improve one step by step: enough for a picture that
/// moves.</param>
public readonly record struct FitProgress(string Stage, int Done, int Total, double? Objective = null, Matrix<double>? Embedding = null)
{
    /// <summary>One line for a person.</summary>
    public override string ToString() =>
        Guard.Text($"{Stage}: {Done}") + (Total > 0 ? Guard.Text($" of {Total}") : "") + (Objective is { } value ? Guard.Text($", {value:g6}") : "");
}
