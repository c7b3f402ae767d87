namespace Course;

/// <summary>Checks of an estimator's parameters that hand the checked value on, for a constructor's field initialisers.</summary>
internal static class Parameter
{
    /// <summary>A count of things.</summary>
    public static int AtLeast(int value, int minimum, string name, string what)
    {
        Guard.Count(value, minimum, name, what);
        return value;
    }

    /// <summary>A finite number greater than zero.</summary>
    public static double Positive(double value, string name)
    {
        Guard.Positive(value, name);
        return value;
    }

    /// <summary>A finite number.</summary>
    public static double Finite(double value, string name) =>
        double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name, Guard.Text($"{name} is {value}; it should be a finite number."));

    /// <summary>A finite number, 0 or more.</summary>
    public static double NotNegative(double value, string name) =>
        value >= 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name, Guard.Text($"{name} is {value}; it should be a finite number, 0 or more."));

    /// <summary>A seed that <see cref="Statistics.NumPyRandom"/> takes.</summary>
    public static long Seed(long value, string name) =>
        value is >= 0 and <= uint.MaxValue ? value : throw new ArgumentOutOfRangeException(name, Guard.Text($"{name} is {value}; it should lie between 0 and {uint.MaxValue}."));
}
