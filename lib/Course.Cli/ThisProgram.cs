namespace Course.Cli;

/// <summary>How this command is typed here, for messages that say what to type.</summary>
internal static class ThisProgram
{
    /// <summary>From the present folder: no <c>course</c> is on anybody's path.</summary>
    public static string Command { get; } = "dotnet " + Quoted(Shorter(typeof(ThisProgram).Assembly.Location));

    private static string Shorter(string path)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.Length < path.Length ? relative : path;
    }

    private static string Quoted(string path) => path.Contains(' ', StringComparison.Ordinal) ? $"\"{path}\"" : path;
}
