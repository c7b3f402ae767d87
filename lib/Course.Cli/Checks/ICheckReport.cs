using NotebookKernel.Checking;

namespace Course.Cli.Checks;

/// <summary>Says what came of a check.</summary>
internal interface ICheckReport
{
    /// <summary>One file is checked. Called in the order of the files.</summary>
    void File(CheckedFile file);

    /// <summary>All are.</summary>
    void End(IReadOnlyList<CheckedFile> files);
}
