using Microsoft.DotNet.Interactive;

namespace NotebookKernel.Tests.Engine;

public sealed class OutputTests : IDisposable
{
    private readonly Session _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public async Task Text_errors_displays_and_result_come_in_order()
    {
        var recorder = await _session.Run(
            "Console.Write(\"a\"); Console.WriteLine(1); Console.Error.WriteLine(\"e\"); display(2); Console.Write('b'); 3.Display(); Console.WriteLine(); 4");
        recorder.Events.ShouldBe(["out:a1\n", "err:e\n", "display:2", "out:b", "display:3", "out:\n", "result:4"]);
    }

    [Fact]
    public async Task Text_comes_while_the_cell_still_runs()
    {
        // The cell waits for what only the receiver of its text can give.
        var name = $"notebook-test-{Guid.NewGuid():N}";
        AppContext.SetData(name, new TaskCompletionSource());
        var recorder = new Recorder { OnText = _ => ((TaskCompletionSource)AppContext.GetData(name)!).TrySetResult() };
        var outcome = await _session.Engine.ExecuteAsync(
            $"Console.WriteLine(\"early\"); var heard = (TaskCompletionSource)AppContext.GetData(\"{name}\"); await heard.Task; Console.WriteLine(\"late\");", recorder);
        outcome.Error.ShouldBeNull();
        recorder.Output.ShouldBe("early\nlate\n");
    }

    [Fact]
    public async Task A_hundred_thousand_lines_arrive_whole_in_large_pieces()
    {
        var pieces = 0;
        var recorder = new Recorder { OnText = _ => pieces++ };
        (await _session.Engine.ExecuteAsync("for (var i = 0; i < 100_000; i++) Console.WriteLine(i);", recorder)).Succeeded.ShouldBeTrue();
        recorder.Output.ShouldBe(string.Concat(Enumerable.Range(0, 100_000).Select(i => i + "\n")));
        pieces.ShouldBeLessThan(20_000);
    }

    [Fact]
    public async Task Background_work_writes_to_the_cell_that_started_it()
    {
        var first = await _session.Run(
            "var go = new TaskCompletionSource(); var work = Task.Run(async () => { await go.Task; Console.WriteLine(\"from the first\"); });"
            + "var thread = new System.Threading.Thread(() => { go.Task.Wait(); Console.WriteLine(\"thread\"); }); thread.Start();");
        first.Output.ShouldBe("");
        var second = await _session.Run("Console.WriteLine(\"second\"); go.SetResult(); await work; thread.Join();");
        await _session.Run("await Task.Delay(60);"); // longer than text is held back
        second.Output.ShouldBe("second\n");
        first.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order().ShouldBe(["from the first", "thread"]);
    }

    [Fact]
    public async Task Engines_do_not_mix_their_outputs()
    {
        using var other = new Session();
        const string Code = "for (var i = 0; i < 200; i++) { Console.WriteLine(\"NAME\"); if (i % 20 == 0) await Task.Yield(); }";
        var (a, b) = (_session.Run(Code.Replace("NAME", "one", StringComparison.Ordinal)), other.Run(Code.Replace("NAME", "two", StringComparison.Ordinal)));
        (await a).Output.ShouldBe(string.Concat(Enumerable.Repeat("one\n", 200)));
        (await b).Output.ShouldBe(string.Concat(Enumerable.Repeat("two\n", 200)));
    }

    [Fact]
    public async Task A_receiver_may_write_to_the_console_itself()
    {
        var recorder = new Recorder { OnText = text => Console.Out.Write("") };
        (await _session.Engine.ExecuteAsync("for (var i = 0; i < 5000; i++) Console.WriteLine(i);", recorder)).Succeeded.ShouldBeTrue();
        recorder.Output.Length.ShouldBe(23890);
    }

    [Fact]
    public async Task A_receiver_that_fails_is_the_hosts_error()
    {
        var recorder = new Recorder { OnText = _ => throw new InvalidOperationException("broken receiver") };
        var thrown = await Should.ThrowAsync<InvalidOperationException>(() => _session.Engine.ExecuteAsync("Console.WriteLine(1);", recorder));
        thrown.InnerException.ShouldNotBeNull().Message.ShouldBe("broken receiver");
    }

    [Fact]
    public async Task Reading_the_keyboard_finds_its_end() =>
        (await _session.Run("(Console.ReadLine() ?? \"nothing\") + Console.Read() + Console.In.ReadToEnd()")).Result.ShouldBe("nothing-1");

    [Fact]
    public async Task A_writer_that_a_cell_leaves_behind_is_replaced()
    {
        await _session.Run("Console.SetOut(new System.IO.StringWriter()); Console.WriteLine(\"lost\");");
        (await _session.Run("Console.WriteLine(\"found\");")).Output.ShouldBe("found\n");
    }

    [Fact]
    public async Task An_async_void_that_throws_does_not_end_the_session()
    {
        var recorder = await _session.Run(
            "var thrown = new TaskCompletionSource(); async void Boom() { await Task.Yield(); thrown.SetResult(); throw new Exception(\"void\"); } Boom(); await thrown.Task;");
        await _session.Run("await Task.Delay(60);");
        recorder.ErrorOutput.ShouldContain("System.Exception: void");
    }

    [Fact]
    public async Task A_display_is_updated_from_its_own_and_from_later_cells()
    {
        var first = await _session.Run("var shown = display(\"one\"); shown.Update(\"two\");");
        first.Events.ShouldBe(["display:one", "update:two"]);
        var second = await _session.Run("shown.Update(3)");
        second.Events.ShouldBe(["update:3"]);
        second.UpdatedIds.ShouldBe(first.DisplayIds);
    }

    [Fact]
    public async Task Libraries_reach_the_context_by_reflection_alone()
    {
        var recorder = await _session.Run(
            """
            using System.Reflection;
            var type = AppDomain.CurrentDomain.GetAssemblies().Select(a => a.GetType("Microsoft.DotNet.Interactive.KernelInvocationContext")).First(t => t != null);
            var context = type.GetProperty("Current").GetValue(null);
            var shown = await Task.Run(() => type.GetMethod("Display", [typeof(object), typeof(string[])]).Invoke(context, ["one", new string[0]]));
            shown.GetType().GetMethod("Update", [typeof(object)]).Invoke(shown, ["two"]);
            var extensions = type.Assembly.GetType("Microsoft.DotNet.Interactive.KernelInvocationContextExtensions");
            extensions.GetMethod("Display").Invoke(null, [context, "three", new[] { "text/html" }]);
            """);
        recorder.Events.ShouldBe(["display:one", "update:two", "display:three"]);
        recorder.Displays[1].Data.Keys.ShouldBe(["text/html"]);
        KernelInvocationContext.Current.ShouldBeNull();
    }

    [Fact]
    public async Task Html_text_and_mime_types_are_shown_as_asked()
    {
        var recorder = await _session.Run(
            "display(HTML(\"<b>x</b>\")); display(\"<svg/>\", \"image/svg+xml\"); \"raw\".DisplayAs(\"text/csv\"); display(5, \"text/plain\"); \"a<b\"");
        recorder.Displays.Select(d => string.Join(',', d.Data.Select(p => $"{p.Key}={p.Value}"))).ShouldBe(
            ["text/html=<b>x</b>", "image/svg+xml=<svg/>", "text/csv=raw", "text/plain=5"]);
        recorder.Data.ShouldNotBeNull().Data.ShouldHaveSingleItem().ShouldBe(new KeyValuePair<string, string>("text/plain", "a<b"));
    }

    [Fact]
    public async Task Other_values_are_html_and_text()
    {
        var recorder = await _session.Run("display(null); 12.5");
        recorder.Displays[0].Data.Keys.ShouldBe(["text/plain"]);
        recorder.Data.ShouldNotBeNull().Data.Keys.ShouldBe(["text/html", "text/plain"]);
    }
}
