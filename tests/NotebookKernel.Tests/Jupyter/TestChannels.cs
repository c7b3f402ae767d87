using NotebookKernel.Jupyter;
using NotebookKernel.Zmtp;

namespace NotebookKernel.Tests.Jupyter;

/// <summary>A kernel's sockets and a front end's messages, without a kernel process.</summary>
internal static class TestChannels
{
    /// <summary>Sockets on free ports; messages are not signed.</summary>
    public static Channels Open()
    {
        var any = Endpoint.Parse("tcp://127.0.0.1:0");
        return new Channels(new ConnectionInfo(any, any, any, any, any, ""));
    }

    /// <summary>A request to run a cell, as if it had come from a peer of this routing id.</summary>
    public static Message Cell(byte peer, string code) => Parse(
        [[peer], .. new MessageCodec("").Create([], "execute_request", null, w => w.WriteString("code", code))]);

    /// <summary>Reads a message that is not signed.</summary>
    public static Message Parse(byte[][] frames) => new MessageCodec("").Parse(frames, out _).ShouldNotBeNull();
}
