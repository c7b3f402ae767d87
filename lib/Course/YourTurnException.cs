namespace Course;

/// <summary>An exercise that has not been done yet; see <see cref="YourTurn"/>.</summary>
public sealed class YourTurnException : Exception
{
    /// <summary>Something is still to do.</summary>
    /// <param name="message">What.</param>
    public YourTurnException(string message) : base(message) { }

    /// <summary>Something is still to do, without words.</summary>
    public YourTurnException() { }

    /// <summary>Something is still to do, which another exception brought to light.</summary>
    /// <param name="message">What.</param>
    /// <param name="innerException">The cause.</param>
    public YourTurnException(string message, Exception innerException) : base(message, innerException) { }
}
