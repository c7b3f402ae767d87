namespace NotebookKernel.Zmtp;

/// <summary>A REP: answers each request at once, on the thread that read it.</summary>
/// <param name="endpoint">Where to listen.</param>
/// <param name="answer">Makes the answer from the request.</param>
internal sealed class ReplySocket(Endpoint endpoint, Func<byte[][], byte[][]> answer) : ServerSocket(endpoint, "REP", "REQ", "DEALER")
{
    /// <summary>The frames up to the first empty one are the request's way back; they come before the answer.</summary>
    internal override void Received(Connection connection, byte[][] message)
    {
        var delimiter = Array.FindIndex(message, f => f.Length == 0);
        if (delimiter < 0) return;
        connection.Send([.. message.AsSpan(0, delimiter + 1), .. answer(message[(delimiter + 1)..])]);
    }
}
