using Course.Tests.Autoencoders;

namespace Course.Tests;

/// <summary>The tests as a program: work for a process of its own, which a test can kill; and how well the models learn (<see cref="Quality"/>).</summary>
internal static class Program
{
    public const string TrainUntilKilled = "train-until-killed";

    private static int Main(string[] args)
    {
        if (args is [TrainUntilKilled, var file])
            CheckpointTests.TrainUntilKilled(file);
        return args is not ["quality", .. var names] || Quality.Run(names) ? 0 : 1;
    }
}
