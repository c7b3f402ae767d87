namespace Course.Autoencoders;

/// <summary>Ends a training when it no longer gets better: after <see cref="Patience"/> epochs without a new lowest loss.</summary>
/// <remarks>The loss watched is the one on the validation data, or without those, the training loss. L. Prechelt, Early stopping, but when? (1998).</remarks>
public sealed record EarlyStopping
{
    /// <summary>The rule.</summary>
    /// <param name="patience">Epochs to wait for an improvement, 1 or more (default 5).</param>
    /// <param name="minimumImprovement">By how much a loss must be lower to count as better, 0 or more (default 0).</param>
    /// <param name="restoreBest">Whether the model gets the parameters of its best epoch back in the end (default true).</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public EarlyStopping(int patience = 5, double minimumImprovement = 0, bool restoreBest = true)
    {
        Patience = Parameter.AtLeast(patience, 1, nameof(patience), "epochs to wait");
        MinimumImprovement = Parameter.NotNegative(minimumImprovement, nameof(minimumImprovement));
        RestoreBest = restoreBest;
    }

    /// <summary>Epochs to wait for an improvement.</summary>
    public int Patience { get; }

    /// <summary>By how much a loss must be lower to count as better.</summary>
    public double MinimumImprovement { get; }

    /// <summary>Whether the model gets the parameters of its best epoch back in the end.</summary>
    public bool RestoreBest { get; }
}
