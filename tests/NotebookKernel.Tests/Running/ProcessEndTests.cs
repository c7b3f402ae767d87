using NotebookKernel.Running;

namespace NotebookKernel.Tests.Running;

public class ProcessEndTests
{
    [Theory]
    [InlineData(134, "Stack overflow.\nRepeated 100 times:\n   at Submission#1.G(Int32)\n   at Submission#1+<<Initialize>>d__0.MoveNext()", "StackOverflow", "calls itself")]
    [InlineData(134, "Process terminated. gave up\n   at System.Environment.FailFast(System.String)", "FailFast", "gave up")]
    [InlineData(134, "Process terminated.\nno way on\n   at System.Environment.FailFast(System.String)", "FailFast", "no way on")]
    [InlineData(134, "Process terminated.", "FailFast", "no reason")]
    [InlineData(134, "Unhandled exception. System.ArgumentException: bad\n   at Submission#1.F()", "UnhandledException", "System.ArgumentException: bad")]
    [InlineData(134, "Fatal error.\nSystem.AccessViolationException: bad\n   at Submission#1.F()", "Crash", "not its own")]
    [InlineData(134, "Fatal error. Internal CLR error.", "Crash", "Internal CLR error")]
    [InlineData(134, "a log of System.AccessViolationException\nUnhandled exception. System.Exception: x", "UnhandledException", "System.Exception: x")]
    [InlineData(139, "", "Crash", "signal 11")]
    [InlineData(137, "", "Killed", "memory")]
    [InlineData(3, "a warning", "ProcessExit", "exit code 3")]
    [InlineData(0, "", "ProcessExit", "exit code 0")]
    public void Each_end_of_a_process_has_a_name_and_a_reason(int exitCode, string standardError, string name, string reason)
    {
        if (OperatingSystem.IsWindows() && exitCode == 139)
            return;
        var error = ProcessEnd.Explain(exitCode, standardError.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        error.Name.ShouldBe(name);
        error.Message.ShouldContain(reason);
        error.Traceback[0].ShouldBe($"{error.Name}: {error.Message}");
        string.Join('\n', error.Traceback).ShouldNotContain("Initialize");
    }

    [Fact]
    public void Frames_are_the_users_own()
    {
        var error = ProcessEnd.Explain(134,
        [
            "Unhandled exception. System.Exception: x", "   at Submission#2.Walk(Int32)", "   at Submission#2+<>c.<<Initialize>>b__0_0() in cell 4:line 7",
            "   at System.Threading.Thread.StartCallback()", "   at Submission#2.<Factory>(System.Object[])",
        ]);
        error.Traceback.Skip(1).ShouldBe(["   at Walk(Int32)", "   at cell 4, line 7"]);
    }
}
