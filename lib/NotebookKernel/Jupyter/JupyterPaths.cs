namespace NotebookKernel.Jupyter;

/// <summary>Where Jupyter looks for kernelspecs.</summary>
/// <remarks>Source: Jupyter documentation, "Common directories and file locations".</remarks>
internal static class JupyterPaths
{
    private static readonly string[] No = ["no", "n", "false", "off", "0", "0.0"];

    /// <summary>The present user's.</summary>
    public static string User => Path.Combine(UserData(Environment.GetEnvironmentVariable), "kernels");

    /// <summary>Every user's; writing there usually takes an administrator.</summary>
    public static string System => OperatingSystem.IsWindows()
        ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), "jupyter", "kernels")
        : InPrefix("/usr/local");

    /// <summary>Those of a Python environment or installation.</summary>
    /// <param name="prefix">Its folder, as Python's <c>sys.prefix</c> has it.</param>
    public static string InPrefix(string prefix) => Path.Combine(Path.GetFullPath(prefix), "share", "jupyter", "kernels");

    /// <summary>All places, those that win first.</summary>
    public static IEnumerable<string> Search() => Search(Environment.GetEnvironmentVariable);

    /// <summary>All places, as some environment variables have them.</summary>
    /// <remarks>
    /// The order is that of <c>jupyter_core.paths</c>: whoever works in an environment finds its kernels before the user's own, except in conda's base.
    /// </remarks>
    internal static IEnumerable<string> Search(Func<string, string?> variable)
    {
        string? Value(string name) => variable(name) is { Length: > 0 } value ? value : null;
        string[] own = [Path.Combine(UserData(variable), "kernels")];
        string[] environments = [.. new[] { Value("VIRTUAL_ENV"), Value("CONDA_PREFIX") }.OfType<string>().Select(InPrefix)];
        var preferred = Value("JUPYTER_PREFER_ENV_PATH") is { } wish
            ? !No.Contains(wish.ToLowerInvariant())
            : Value("VIRTUAL_ENV") is not null || Value("CONDA_DEFAULT_ENV") != "base";
        return (Value("JUPYTER_PATH")?.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries) ?? []).Select(p => Path.Combine(p, "kernels"))
            .Concat(preferred ? [.. environments, .. own] : [.. own, .. environments])
            .Append(System)
            .Concat(OperatingSystem.IsWindows() ? [] : [InPrefix("/usr")])
            .Distinct(StringComparer.Ordinal);
    }

    private static string UserData(Func<string, string?> variable)
    {
        if (variable("JUPYTER_DATA_DIR") is { Length: > 0 } data) return data;
        if (OperatingSystem.IsWindows()) return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "jupyter");
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (OperatingSystem.IsMacOS()) return Path.Combine(home, "Library", "Jupyter");
        return variable("XDG_DATA_HOME") is { Length: > 0 } xdg
            ? Path.Combine(xdg, "jupyter")
            : Path.Combine(home, ".local", "share", "jupyter");
    }
}
