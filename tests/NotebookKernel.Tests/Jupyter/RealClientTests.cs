using NotebookKernel.Tests.Zmtp;
using Xunit.Abstractions;

namespace NotebookKernel.Tests.Jupyter;

/// <summary>
/// The kernel process with real jupyter_client at the other end; each script prints its scorecard. What takes long or depends on the moment at which
/// a signal arrives (interrupts, crashes, many kernels) is run by hand: protocol.py Interrupt, protocol.py Life, cycles.py, crowd.py.
/// </summary>
public sealed class RealClientTests(KernelProcess kernel, ITestOutputHelper output) : IClassFixture<KernelProcess>
{
    [SkippableFact]
    public Task It_passes_Jupyters_own_test_of_kernels() => Passes("conformance.py", ["jupyter_client", "jupyter_kernel_test"]);

    [SkippableTheory]
    [InlineData("Execution")]
    [InlineData("Input")]
    [InlineData("Requests")]
    [InlineData("Signatures")]
    public Task It_keeps_to_the_protocol(string part) => Passes("protocol.py", ["jupyter_client", "zmq"], part);

    private async Task Passes(string script, string[] modules, params string[] arguments)
    {
        Python.SkipUnless(modules);
        var (exitCode, text) = await Python.RunAsync(script, kernel.Environment, modules, arguments);
        output.WriteLine(text);
        exitCode.ShouldBe(0, text);
    }
}
