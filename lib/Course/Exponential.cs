namespace Course;

/// <summary>The exponential function of many numbers.</summary>
/// <remarks>
/// One number at a time, through the platform's own function. The vectorised ones of the framework are estimates: they multiply and add in one
/// rounding or in two, depending on whether the runtime has compiled the loop fully yet, and start where memory is aligned. Two runs of one program
/// then differ in a last digit, which t-SNE grows into a different map.
/// </remarks>
internal static class Exponential
{
    /// <summary>x -> exp x. Cost: O(n), some 5 ns a number.</summary>
    public static void InPlace(Span<double> x)
    {
        foreach (ref var value in x)
            value = Math.Exp(value);
    }
}
