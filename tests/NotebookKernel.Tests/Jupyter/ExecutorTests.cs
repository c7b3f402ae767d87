using System.IO.Pipes;
using NotebookKernel.Engine;
using NotebookKernel.Jupyter;
using NotebookKernel.Language;
using NotebookKernel.Tests.Zmtp;
using NotebookKernel.Zmtp;

namespace NotebookKernel.Tests.Jupyter;

public sealed class ExecutorTests
{
    [Fact]
    public void A_front_end_that_reads_too_slowly_is_told_how_many_outputs_it_has_lost()
    {
        using var channels = TestChannels.Open();
        using var engine = new CSharpEngine(new EngineOptions(AppContext.BaseDirectory));
        using var orders = new AnonymousPipeServerStream(PipeDirection.Out);
        using var reports = new AnonymousPipeServerStream(PipeDirection.In);
        var link = new KernelLink(orders.GetClientHandleAsString(), reports.GetClientHandleAsString());
        using var executor = new Executor(channels, engine, new LanguageService(engine), new History(), new InputPrompt(channels), link);
        using var page = new RawPeer(channels.IOPub);
        page.Handshake("SUB");
        page.SendCommand(Command.Subscribe);
        SpinWait.SpinUntil(() => channels.IOPub.SubscriberCount == 1);

        Run("for (var i = 0; i < 100; i++) display(HTML(new string('x', 1 << 20)));");
        var dropped = channels.IOPub.Dropped;
        dropped.ShouldBeGreaterThan(1);
        var messages = ReadToIdle();
        messages.Count(m => m.Type == "display_data").ShouldBe(100 - dropped);
        messages[^2].Type.ShouldBe("stream");
        messages[^2].Text("name").ShouldBe("stderr");
        messages[^2].Text("text").ShouldBe($"\n[{dropped} outputs could not be sent: more than 64 MB waited to be read.]\n");

        // Once only.
        Run("1 + 1");
        ReadToIdle().ShouldNotContain(m => m.Type == "stream");

        void Run(string code)
        {
            var request = TestChannels.Cell(1, code);
            executor.Execute(request, out _).ShouldBeTrue();
            channels.PublishStatus("idle", request);
        }

        List<Message> ReadToIdle()
        {
            var read = new List<Message>();
            while (read.Count == 0 || read[^1].Type != "status") read.Add(TestChannels.Parse(page.Reader.ReadMessage(_ => { })!));
            return read;
        }
    }
}
