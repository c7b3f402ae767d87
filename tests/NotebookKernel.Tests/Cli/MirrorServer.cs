using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace NotebookKernel.Tests.Cli;

/// <summary>A server of one file that answers each request in the way the test wants, one connection after another.</summary>
internal sealed class MirrorServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Queue<Func<long?, Answer>> _answers;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    /// <param name="answers">From the start of the wanted range, or null, to an answer; the last one answers all further requests.</param>
    public MirrorServer(params Func<long?, Answer>[] answers)
    {
        _answers = new(answers);
        _listener.Start();
        _loop = Task.Run(ServeAsync);
    }

    public Uri Folder => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>The start of each range that was asked for; null for a request without one.</summary>
    public List<long?> Requests { get; } = [];

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
        _loop.Wait();
        _stop.Dispose();
    }

    /// <summary>A server that does what it should.</summary>
    public static Func<long?, Answer> Good(byte[] content) => start =>
        start is { } from ? new Answer(206, content[(int)from..]) { Range = $"bytes {from}-{content.Length - 1}/{content.Length}" } : new Answer(200, content);

    private async Task ServeAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var connection = await _listener.AcceptTcpClientAsync(_stop.Token);
                await AnswerAsync(connection.GetStream());
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or IOException or ObjectDisposedException)
            {
                // The test has ended, or the client hung up.
            }
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        long? start = null;
        while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 } line)
            if (line.StartsWith("Range: bytes=", StringComparison.OrdinalIgnoreCase))
                start = long.Parse(line["Range: bytes=".Length..].TrimEnd('-'), CultureInfo.InvariantCulture);
        Requests.Add(start);
        var answer = (_answers.Count > 1 ? _answers.Dequeue() : _answers.Peek())(start);
        var head = new StringBuilder($"HTTP/1.1 {answer.Status} Word\r\nConnection: close\r\n");
        if (answer.Length is { } length)
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {length}\r\n");
        if (answer.Range is not null)
            head.Append(CultureInfo.InvariantCulture, $"Content-Range: {answer.Range}\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), _stop.Token);
        await stream.WriteAsync(answer.Body, _stop.Token);
        if (answer.Hangs)
            await Task.Delay(Timeout.Infinite, _stop.Token);
    }

    /// <summary>What to send; the length that is announced may differ from the body's, or be left out.</summary>
    internal sealed record Answer(int Status, byte[] Body)
    {
        public long? Length { get; init; } = Body.Length;

        public string? Range { get; init; }

        public bool Hangs { get; init; }
    }
}
