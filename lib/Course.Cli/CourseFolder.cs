namespace Course.Cli;

/// <summary>The folder of the course: the one with <c>notebooks</c> and <c>lib</c> in it.</summary>
internal static class CourseFolder
{
    /// <summary>The nearest such folder at or above another; null if there is none.</summary>
    public static string? Above(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (Directory.Exists(Path.Combine(at.FullName, "notebooks")) || File.Exists(Path.Combine(at.FullName, "lib", "web", "package.json")))
                return at.FullName;
        }

        return null;
    }
}
