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
    [InlineData("var own = new System.Threading.Thread(() => { while (true) { } }) { IsBackground = true }; own.Start(); own.Join();")]
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
    public async Task Loops_of_loaded_imported_and_earlier_code_end_too()
    {
        _session.Write("loop.csx", "void Loop() { do Console.WriteLine(\"started\"); while (true); }");
        (await Interrupt("#load \"loop.csx\"\nLoop();")).Kind.ShouldBe(CellErrorKind.Cancelled);
        (await Interrupt("#!import \"loop.csx\"\nLoop();")).Kind.ShouldBe(CellErrorKind.Cancelled);
        (await Interrupt("Loop();")).Kind.ShouldBe(CellErrorKind.Cancelled);
        (await Interrupt("Task.Run(Loop).Wait();")).Kind.ShouldBe(CellErrorKind.Cancelled);
    }

    [Theory]
    [InlineData("long Fib(int n) => n < 2 ? n : Fib(n - 1) + Fib(n - 2); Fib(200)")]
    [InlineData("int Even(int n) { if (n == 0) return 1; return Odd(n - 1) + Odd(n - 1); } int Odd(int n) => Even(n - 1) + Even(n - 1); Even(400)")]
    [InlineData("void Walk(int n) => _ = n == 0 ? 0 : Both(n); int Both(int n) { Walk(n - 1); Walk(n - 1); return 0; } Walk(200);")]
    [InlineData("class Tree { public Tree Left, Right; public long Size => (Left?.Size ?? 1) + (Right?.Size ?? 1); } var t = new Tree(); for (int i = 0; i < 200; i++) t = new Tree { Left = t, Right = t }; t.Size")]
    [InlineData("async Task<long> Fib(int n) => n < 2 ? n : await Fib(n - 1) + await Fib(n - 2); await Fib(200)")]
    [InlineData("async Task Twice(int n) { if (n == 0) return; await Twice(n - 1); await Twice(n - 1); } async Task Both(int n) => await Twice(n); await Both(200);")]
    public async Task A_recursion_without_loops_is_interrupted(string code)
    {
        var error = await Interrupt("Console.WriteLine(\"started\");\n" + code);
        error.Kind.ShouldBe(CellErrorKind.Cancelled);
        error.Message.ShouldNotContain("still computes");
    }

    [Fact]
    public async Task A_library_that_computes_on_is_left_behind_and_stops_where_it_shows_progress()
    {
        // The host's own code stands for a library: it has no checks of its own.
        var name = $"notebook-test-{Guid.NewGuid():N}";
        var go = new ManualResetEventSlim();
        var ended = new TaskCompletionSource<Exception>();
        AppContext.SetData(name, () =>
        {
            Console.WriteLine("started");
            while (!go.IsSet) Thread.SpinWait(100);
            try
            {
                Microsoft.DotNet.Interactive.Kernel.display("progress");
            }
            catch (OperationCanceledException e)
            {
                ended.SetResult(e);
            }
        });
        var error = await Interrupt($"var before = 1; ((Action)AppContext.GetData(\"{name}\"))();");
        error.Kind.ShouldBe(CellErrorKind.Cancelled);
        error.Message.ShouldContain("still computes");
        (await _session.Run("before")).Result.ShouldBe("1");
        go.Set();
        (await ended.Task).ShouldNotBeNull();
    }

    [Fact]
    public async Task Finally_blocks_of_an_interrupted_cell_run()
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
