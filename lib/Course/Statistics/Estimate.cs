namespace Course.Statistics;

/// <summary>A number from data, and how far it may be off.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="Error">Its standard error: in about two of three cases the truth is no farther away.</param>
public readonly record struct Estimate(double Value, double Error)
{
    /// <summary>How many standard errors a number lies above the estimate, negative if below.</summary>
    /// <param name="truth">The number to compare with.</param>
    public double Deviation(double truth) => (truth - Value) / Error;

    /// <summary>Value and error, to two digits of the error.</summary>
    public override string ToString()
    {
        var digits = Error > 0 && double.IsFinite(Error) ? Math.Clamp(1 - (int)Math.Floor(Math.Log10(Error)), 0, 12) : 4;
        var format = Guard.Text($"F{digits}");
        return Value.ToString(format, System.Globalization.CultureInfo.InvariantCulture) + " ± " + Error.ToString(format, System.Globalization.CultureInfo.InvariantCulture);
    }
}
