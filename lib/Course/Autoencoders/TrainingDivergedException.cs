namespace Course.Autoencoders;

/// <summary>The loss of a training has become infinite, not a number, or a thousand times larger than in its first epoch.</summary>
public sealed class TrainingDivergedException : ArithmeticException
{
    /// <summary>Says where it happened and what to try.</summary>
    /// <param name="message">The message.</param>
    /// <param name="history">The epochs before.</param>
    public TrainingDivergedException(string message, TrainingHistory history) : base(message) => History = history;

    /// <summary>The epochs before, possibly none.</summary>
    public TrainingHistory History { get; }
}
