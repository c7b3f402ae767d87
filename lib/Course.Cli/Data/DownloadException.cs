namespace Course.Cli.Data;

/// <summary>No mirror gave a file; the message says what each of them did.</summary>
internal sealed class DownloadException(string message) : Exception(message);
