using NotebookKernel.Engine;

namespace NotebookKernel.Tests.Engine;

public sealed class InterruptTests : IDisposable
{
    private const string Started = "Console.WriteLine(\"started\"); await Task.Yield();";

    private readonly Session _session = new();

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("System.Threading.Thread.Sleep(-1);")]
    [InlineData("await Task.Delay(-1);")]
    [InlineData("Task.Delay(-1).Wait();")]
    [InlineData("while (true) { try { while (true) { kept++; } } catch (Exception) { } }")]
    [InlineData("for (;;) Console.WriteLine(kept);")]
    [InlineData("await Task.Run(() => { Console.WriteLine(); System.Threading.Thread.Sleep(-1); });")]
    [InlineData("Enumerable.Range(0, 1).SelectMany(_ => Endless()).Last()")]
    public async Task A_cell_is_interrupted_again_and_again_and_the_session_goes_on(string code)
    {
        await _session.Run("var kept = 1; IEnumerable<int> Endless() { while (true) yield return 1; }");
        for (var i = 0; i < 3; i++)
        {
            (await Interrupt(Started + code)).Kind.ShouldBe(CellErrorKind.Cancelled);
            (await Interrupt("Console.WriteLine(\"started\");\n" + code)).Kind.ShouldBe(CellErrorKind.Cancelled);
        }

        (await _session.Run("kept = 2; kept")).Result.ShouldBe("2");
    }

    [Fact]
    public async Task A_cell_that_listens_ends_in_its_own_way()
    {
        await _session.Run("var cleaned = false;");
        var error = await Interrupt(
            """
            using Microsoft.DotNet.Interactive;
            Console.WriteLine("started");
            try { await Task.Delay(-1, KernelInvocationContext.Current.CancellationToken); }
            finally { cleaned = true; }
            """);
        error.Kind.ShouldBe(CellErrorKind.Cancelled);
        (await _session.Run("cleaned")).Result.ShouldBe("true");
    }

    [Fact]
    public async Task Finally_blocks_of_an_aborted_cell_run()
    {
        await _session.Run("var cleaned = 0;");
        await Interrupt("Console.WriteLine(\"started\"); try { while (true) cleaned = 1; } finally { cleaned = 2; Console.WriteLine(\"bye\"); }");
        (await _session.Run("cleaned")).Result.ShouldBe("2");
    }

    [Fact]
    public async Task What_was_written_before_the_interrupt_is_kept()
    {
        using var source = new CancellationTokenSource();
        var recorder = new Recorder { OnText = _ => source.Cancel() };
        await _session.Engine.ExecuteAsync("var here = 5; Console.WriteLine(\"started\"); while (true) { }", recorder, source.Token);
        recorder.Output.ShouldBe("started\n");
        (await _session.Run("here")).Result.ShouldBe("5");
    }

    [Fact]
    public async Task A_cell_cancelled_before_it_starts_does_not_run()
    {
        var (recorder, error) = await _session.Try("Console.WriteLine(\"ran\");", new CancellationToken(canceled: true));
        error.ShouldNotBeNull().Kind.ShouldBe(CellErrorKind.Cancelled);
        recorder.Events.ShouldBeEmpty();
    }

    private async Task<CellError> Interrupt(string code)
    {
        using var source = new CancellationTokenSource();
        var recorder = new Recorder { OnText = _ => source.Cancel() };
        return (await _session.Engine.ExecuteAsync(code, recorder, source.Token)).Error.ShouldNotBeNull();
    }
}
