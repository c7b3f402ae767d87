namespace Course.Data;

/// <summary>The files of MNIST and Fashion-MNIST: where they are looked for, what they are called and how to tell that they are whole.</summary>
/// <remarks>Shared as source with the <c>course</c> command, which downloads them: library and command know nothing else of each other.</remarks>
internal static class DataFolder
{
    /// <summary>Names the folder with data beside the cache.</summary>
    public const string Variable = "COURSE_DATA";

    /// <summary>The four files of a data set.</summary>
    public static readonly string[] Files = ["train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz", "t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz"];

    /// <summary>What downloads a data set, for messages.</summary>
    /// <param name="dataset"><c>mnist</c> or <c>fashion-mnist</c>.</param>
    public static string Command(string dataset) => $"dotnet run -c Release --project lib/Course.Cli -- data get {dataset}";

    /// <summary>The folder of this user for files that can be fetched again, where a downloaded data set is kept.</summary>
    /// <remarks>Windows: under LocalApplicationData; macOS: Library/Caches; elsewhere XDG_CACHE_HOME or ~/.cache.</remarks>
    /// <param name="dataset"><c>mnist</c> or <c>fashion-mnist</c>.</param>
    public static string Cache(string dataset) => Path.Combine(UserCache(), "pca-svd-autoencoders", dataset);

    /// <summary>Folders that may hold a data set, the first one first.</summary>
    /// <param name="dataset"><c>mnist</c> or <c>fashion-mnist</c>.</param>
    public static IEnumerable<string> Candidates(string dataset)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
        {
            yield return Path.Combine(named, dataset);
            if (dataset == "mnist")
            {
                yield return Path.Combine(named, "mnist10k");
                yield return named;
            }
        }
        yield return Cache(dataset);
    }

    /// <summary>One of the files in a folder, as downloaded or unpacked; null if it is not there.</summary>
    public static string? Find(string folder, string file)
    {
        var packed = Path.Combine(folder, file);
        var plain = Path.Combine(folder, Path.GetFileNameWithoutExtension(file));
        return File.Exists(packed) ? packed : File.Exists(plain) ? plain : null;
    }

    private static string UserCache()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (OperatingSystem.IsWindows())
            return Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        if (OperatingSystem.IsMacOS())
            return Path.Combine(home, "Library", "Caches");
        return Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache && Path.IsPathRooted(cache) ? cache : Path.Combine(home, ".cache");
    }
}
