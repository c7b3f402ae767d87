namespace Course.Cli;

/// <summary>What the process's exit code says.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>A cell failed, or a page could not be written.</summary>
    public const int Failure = 1;

    /// <summary>The command line asks for something that cannot be: nothing was run.</summary>
    public const int Usage = 2;

    /// <summary>Ctrl-C or a request to terminate.</summary>
    public const int Interrupted = 130;
}
