namespace RealTorchSharp;

/// <summary>
/// <c>check [TOPIC ...]</c> compares the results of the conformance program with the expected ones. <c>write FOLDER</c> saves tensors, models and optimizers, and
/// <c>read FOLDER</c> loads what the other package has saved. The exit code is 1 if anything differs.
/// </summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        switch (args)
        {
            case ["check", .. var topics]:
                return Conformance.Program.Main(["check", Path.Combine(AppContext.BaseDirectory, "conformance"), .. topics]);
            case ["write", var folder]:
                Directory.CreateDirectory(folder);
                Exchange.Write(folder);
                return 0;
            case ["read", var folder]:
                var differences = Exchange.Differences(folder).ToList();
                differences.ForEach(Console.WriteLine);
                Console.WriteLine($"{differences.Count} files are read otherwise than they were written");
                return differences.Count == 0 ? 0 : 1;
            default:
                Console.Error.WriteLine("What? RealTorchSharp check [TOPIC ...], RealTorchSharp write FOLDER or RealTorchSharp read FOLDER");
                return 2;
        }
    }
}
