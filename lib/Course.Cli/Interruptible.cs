using System.Runtime.InteropServices;

namespace Course.Cli;

/// <summary>Runs a command that Ctrl-C ends in good order, and turns what goes wrong into a line of text and an exit code.</summary>
internal static class Interruptible
{
    /// <param name="command">The command.</param>
    /// <param name="left">How it leaves things when it is interrupted.</param>
    public static async Task<int> RunAsync(Func<CancellationToken, Task<int>> command, string left)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            if (stop.IsCancellationRequested)
                Environment.Exit(ExitCodes.Interrupted);
            stop.Cancel();
        }

        try
        {
            return await command(stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync($"Interrupted: {left}.");
            return ExitCodes.Interrupted;
        }
        catch (UsageException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCodes.Usage;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCodes.Failure;
        }
    }
}
