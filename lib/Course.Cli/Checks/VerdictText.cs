using NotebookKernel.Checking;

namespace Course.Cli.Checks;

/// <summary>A verdict in words, and as a sign in a table.</summary>
internal static class VerdictText
{
    public static string Words(Verdict verdict) => verdict switch
    {
        Verdict.Done => "done",
        Verdict.Wrong => "wrong",
        Verdict.NotDone => "not done",
        Verdict.Error => "error",
        Verdict.Crashed => "crashed",
        _ => "took too long",
    };

    public static char Sign(Verdict verdict) => verdict switch
    {
        Verdict.Done => '✓',
        Verdict.Wrong => '✗',
        Verdict.NotDone => '·',
        Verdict.Error => 'E',
        Verdict.Crashed => 'C',
        _ => 'T',
    };
}
