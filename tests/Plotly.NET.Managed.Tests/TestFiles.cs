namespace Plotly.NET.Managed.Tests;

internal static class TestFiles
{
    /// <summary>A file that the build puts beside the tests.</summary>
    public static string Read(params string[] path) => File.ReadAllText(Path.Combine([AppContext.BaseDirectory, .. path]));
}
