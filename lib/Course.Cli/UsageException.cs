namespace Course.Cli;

/// <summary>The command line asks for something that cannot be; the message says what and what could be.</summary>
internal sealed class UsageException(string message) : Exception(message);
