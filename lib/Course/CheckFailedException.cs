namespace Course;

/// <summary>A <see cref="Check"/> found something other than expected.</summary>
public sealed class CheckFailedException : Exception
{
    /// <summary>A failed check.</summary>
    /// <param name="message">What was checked, what came and what should have come.</param>
    public CheckFailedException(string message) : base(message) { }

    /// <summary>A failed check without words.</summary>
    public CheckFailedException() { }

    /// <summary>A failed check that another exception caused.</summary>
    /// <param name="message">What was checked.</param>
    /// <param name="innerException">The cause.</param>
    public CheckFailedException(string message, Exception innerException) : base(message, innerException) { }
}
