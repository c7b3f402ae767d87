namespace NotebookKernel.Engine;

/// <summary>Paths as notebooks write them, on any system.</summary>
internal static class PortablePath
{
    /// <summary>The path with this system's separators; a notebook written on Windows may have backslashes.</summary>
    public static string Of(string path) =>
        Path.DirectorySeparatorChar == '\\' ? path.Replace('/', '\\') : path.Replace('\\', '/');
}
