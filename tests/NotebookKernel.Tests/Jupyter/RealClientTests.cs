using NotebookKernel.Tests.Zmtp;
using Xunit.Abstractions;

namespace NotebookKernel.Tests.Jupyter;

/// <summary>The kernel process with real jupyter_client at the other end; each script prints its scorecard.</summary>
public sealed class RealClientTests(KernelProcess kernel, ITestOutputHelper output) : IClassFixture<KernelProcess>
{
    [SkippableFact]
    public Task It_passes_Jupyters_own_test_of_kernels() => Passes("conformance.py", ["jupyter_client", "jupyter_kernel_test", "psutil"]);

    [SkippableTheory]
    [InlineData("Execution")]
    [InlineData("Input")]
    [InlineData("Interrupt")]
    [InlineData("IdleInterrupt")]
    [InlineData("Requests")]
    [InlineData("Signatures")]
    [InlineData("Life")]
    public Task It_keeps_to_the_protocol(string part) => Passes("protocol.py", ["jupyter_client", "zmq", "psutil"], part);

    [SkippableFact]
    public Task It_survives_what_no_front_end_would_send() => Passes("fuzz.py", ["jupyter_client", "zmq", "psutil"], "1000");

    [SkippableFact]
    public Task Kernels_that_come_and_go_leave_nothing_behind() => Passes("cycles.py", ["jupyter_client", "psutil"], "3");

    [SkippableFact]
    public Task Several_kernels_train_at_once() => Passes("crowd.py", ["jupyter_client", "psutil"], "3");

    private async Task Passes(string script, string[] modules, params string[] arguments)
    {
        Python.SkipUnless(modules);
        var (exitCode, text) = await Python.RunAsync(script, kernel.Environment, modules, arguments);
        output.WriteLine(text);
        exitCode.ShouldBe(0, text);
    }
}
