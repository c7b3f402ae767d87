using System.Runtime.InteropServices;
using System.Runtime.Loader;
using Xunit.Sdk;

namespace Arm64;

/// <summary>
/// Runs the tests of an assembly in this process: <c>Arm64 Tests.dll [PART OF A NAME ...]</c>. A test host needs a <c>dotnet</c> of the same processor; this
/// needs nothing but itself, published with its runtime, and what lies beside the assembly, which is the same on every processor.
/// </summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        if (args is not [var file, .. var parts])
        {
            Console.Error.WriteLine("Which tests? Arm64 Tests.dll [PART OF A NAME ...]");
            return 2;
        }
        var path = Path.GetFullPath(file);
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            Path.Join(Path.GetDirectoryName(path), name.Name + ".dll") is var beside && File.Exists(beside) ? context.LoadFromAssemblyPath(beside) : null;
        var assembly = AssemblyLoadContext.Default.LoadFromAssemblyPath(path);

        var results = new Results();
        var options = new Options();
        using var framework = new XunitTestFramework(results);
        using var discoverer = framework.GetDiscoverer(new ReflectionAssemblyInfo(assembly));
        discoverer.Find(false, results, options);
        results.AllFound.WaitOne();
        var chosen = results.Found.Where(test => parts.Length == 0 || parts.Any(part => test.DisplayName.Contains(part, StringComparison.Ordinal))).ToList();
        using var executor = framework.GetExecutor(assembly.GetName());
        executor.RunTests(chosen, results, options);
        results.AllRun.WaitOne();

        Console.WriteLine($"{RuntimeInformation.ProcessArchitecture}, {assembly.GetName().Name}: {results.Passed} passed, {results.Failed} failed, {results.Skipped} skipped");
        // Nothing found is no success.
        return results is { Failed: 0, Passed: > 0 } ? 0 : 1;
    }
}
