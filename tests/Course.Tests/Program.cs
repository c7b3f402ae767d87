using Course.Tests.Autoencoders;

namespace Course.Tests;

/// <summary>The tests as a program: work for a process of its own, which a test can kill.</summary>
internal static class Program
{
    public const string TrainUntilKilled = "train-until-killed";

    private static void Main(string[] args)
    {
        if (args is [TrainUntilKilled, var file])
            CheckpointTests.TrainUntilKilled(file);
    }
}
