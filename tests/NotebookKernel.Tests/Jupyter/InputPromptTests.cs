using System.Text.Json;
using NotebookKernel.Jupyter;
using NotebookKernel.Tests.Zmtp;

namespace NotebookKernel.Tests.Jupyter;

public sealed class InputPromptTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)] // as many front ends do
    public async Task A_question_is_answered_by_its_own_answer(bool namesTheQuestion)
    {
        using var channels = TestChannels.Open();
        var prompt = new InputPrompt(channels);
        using var asked = Peer(1);
        using var other = Peer(2);

        using var interrupt = new CancellationTokenSource();
        var first = Ask(interrupt.Token);
        var firstId = ReadQuestion();
        await interrupt.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(first);

        // It comes before the next question, and nobody looks at it until that is asked.
        Answer(asked, "late", "");
        var second = Ask(CancellationToken.None);
        var secondId = ReadQuestion();
        Answer(asked, "later still", firstId);
        Answer(other, "from somebody else", "");
        Answer(asked, "right", namesTheQuestion ? secondId : "");
        Answer(asked, "once more", "");
        var serving = Task.Factory.StartNew(prompt.Serve, TaskCreationOptions.LongRunning);
        (await second).ShouldBe("right");

        channels.Dispose();
        await serving;

        RawPeer Peer(byte id)
        {
            var peer = new RawPeer(channels.Stdin);
            peer.Handshake("DEALER", id);
            return peer;
        }

        Task<string> Ask(CancellationToken cancellation) =>
            Task.Factory.StartNew(() => prompt.ReadLine(TestChannels.Cell(1, "Console.ReadLine()"), cancellation), TaskCreationOptions.LongRunning);

        string ReadQuestion()
        {
            var question = TestChannels.Parse(asked.Reader.ReadMessage(_ => { })!);
            question.Type.ShouldBe("input_request");
            return question.Id;
        }

        void Answer(RawPeer peer, string text, string question)
        {
            var arrived = channels.Stdin.Arrived;
            var parent = question.Length == 0 ? null : TestChannels.Cell(1, "") with { Header = JsonSerializer.SerializeToUtf8Bytes(new { msg_id = question }) };
            peer.Send(new MessageCodec("").Create([], "input_reply", parent, w => w.WriteString("value", text)));
            SpinWait.SpinUntil(() => channels.Stdin.Arrived > arrived);
        }
    }
}
