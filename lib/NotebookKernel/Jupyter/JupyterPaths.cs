namespace NotebookKernel.Jupyter;

/// <summary>Where Jupyter looks for kernelspecs.</summary>
/// <remarks>Source: Jupyter documentation, "Common directories and file locations".</remarks>
internal static class JupyterPaths
{
    /// <summary>The present user's.</summary>
    public static string User => Path.Combine(UserData(), "kernels");

    /// <summary>Every user's; writing there usually takes an administrator.</summary>
    public static string System => OperatingSystem.IsWindows()
        ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), "jupyter", "kernels")
        : InPrefix("/usr/local");

    /// <summary>Those of a Python environment or installation.</summary>
    /// <param name="prefix">Its folder, as Python's <c>sys.prefix</c> has it.</param>
    public static string InPrefix(string prefix) => Path.Combine(Path.GetFullPath(prefix), "share", "jupyter", "kernels");

    /// <summary>All places, those that win first.</summary>
    public static IEnumerable<string> Search()
    {
        var places = new List<string>();
        if (Environment.GetEnvironmentVariable("JUPYTER_PATH") is { Length: > 0 } path)
            places.AddRange(path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(p => Path.Combine(p, "kernels")));
        places.Add(User);
        foreach (var variable in (string[])["VIRTUAL_ENV", "CONDA_PREFIX"])
        {
            if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } prefix) places.Add(InPrefix(prefix));
        }

        places.Add(System);
        if (!OperatingSystem.IsWindows()) places.Add(InPrefix("/usr"));
        return places.Distinct(StringComparer.Ordinal);
    }

    private static string UserData()
    {
        if (Environment.GetEnvironmentVariable("JUPYTER_DATA_DIR") is { Length: > 0 } data) return data;
        if (OperatingSystem.IsWindows()) return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "jupyter");
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (OperatingSystem.IsMacOS()) return Path.Combine(home, "Library", "Jupyter");
        return Environment.GetEnvironmentVariable("XDG_DATA_HOME") is { Length: > 0 } xdg
            ? Path.Combine(xdg, "jupyter")
            : Path.Combine(home, ".local", "share", "jupyter");
    }
}
