namespace Course.Tests.Repository;

/// <summary>The files of this repository.</summary>
internal static class Repo
{
    /// <summary>The folder that holds course.sln.</summary>
    public static string Root { get; } = FindRoot();

    public static string Read(params string[] path) => File.ReadAllText(Path.Combine([Root, .. path]));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "course.sln")))
                return folder.FullName;
        throw new InvalidOperationException($"course.sln is in no folder above {AppContext.BaseDirectory}.");
    }
}
