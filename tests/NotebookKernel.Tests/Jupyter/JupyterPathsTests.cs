using NotebookKernel.Jupyter;

namespace NotebookKernel.Tests.Jupyter;

public sealed class JupyterPathsTests
{
    /// <summary>The order of jupyter_core 5 in an environment that has a Jupyter of its own.</summary>
    [Theory]
    [InlineData("", "user")]
    [InlineData("VIRTUAL_ENV=/env", "/env user")]
    [InlineData("VIRTUAL_ENV=/env JUPYTER_PREFER_ENV_PATH=0", "user /env")]
    [InlineData("CONDA_PREFIX=/env CONDA_DEFAULT_ENV=physics", "/env user")]
    [InlineData("CONDA_PREFIX=/env CONDA_DEFAULT_ENV=base", "user /env")]
    [InlineData("CONDA_PREFIX=/env CONDA_DEFAULT_ENV=base JUPYTER_PREFER_ENV_PATH=yes", "/env user")]
    [InlineData("JUPYTER_PATH=/first VIRTUAL_ENV=/env", "first /env user")]
    public void An_environments_kernels_come_before_the_users(string variables, string order)
    {
        var values = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(v => v.Split('=')).ToDictionary(v => v[0], v => v[1]);
        values["JUPYTER_DATA_DIR"] = "/user";
        var expected = order.Split(' ').Select(o => o switch
        {
            "user" => Path.Combine("/user", "kernels"),
            "first" => Path.Combine("/first", "kernels"),
            _ => JupyterPaths.InPrefix(o),
        });
        JupyterPaths.Search(n => values.GetValueOrDefault(n)).SkipLast(OperatingSystem.IsWindows() ? 1 : 2).ShouldBe(expected);
    }
}
