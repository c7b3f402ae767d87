namespace NotebookKernel.Zmtp;

/// <summary>A peer broke the protocol; its connection is closed, and nothing else happens.</summary>
internal sealed class ZmtpException(string message) : IOException(message);
