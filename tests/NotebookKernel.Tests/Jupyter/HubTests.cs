using NotebookKernel.Tests.Zmtp;

namespace NotebookKernel.Tests.Jupyter;

/// <summary>The configuration of JupyterHub that the course gives away; tests/jupyter/hub.py runs a whole hub with it.</summary>
public sealed class HubTests
{
    [SkippableFact]
    public async Task A_student_is_given_the_notebooks_and_no_link_leads_out_of_the_home()
    {
        Python.SkipUnless("pwd");
        var (exitCode, output) = await Python.RunAsync("hub_folder.py", null, ["pwd"]);
        exitCode.ShouldBe(0, output);
    }
}
