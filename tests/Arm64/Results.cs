using Xunit;
using Xunit.Abstractions;

namespace Arm64;

/// <summary>Listens to the test framework: collects what it finds, counts what it runs, prints what fails.</summary>
internal sealed class Results : LongLivedMarshalByRefObject, IMessageSink
{
    public List<ITestCase> Found { get; } = [];

    public ManualResetEvent AllFound { get; } = new(false);

    public ManualResetEvent AllRun { get; } = new(false);

    public int Passed { get; private set; }

    public int Failed { get; private set; }

    public int Skipped { get; private set; }

    public bool OnMessage(IMessageSinkMessage message)
    {
        switch (message)
        {
            case ITestCaseDiscoveryMessage found:
                Found.Add(found.TestCase);
                break;
            case IDiscoveryCompleteMessage:
                AllFound.Set();
                break;
            case ITestPassed:
                Passed++;
                break;
            case ITestSkipped skipped:
                Skipped++;
                Console.WriteLine($"skipped {skipped.Test.DisplayName}: {skipped.Reason}");
                break;
            case ITestFailed failed:
                Fail(failed.Test.DisplayName, failed);
                break;
            // A fixture or the framework itself.
            case IErrorMessage error:
                Fail("outside of any test", error);
                break;
            case ITestAssemblyFinished:
                AllRun.Set();
                break;
            default:
                break;
        }
        return true;
    }

    private void Fail(string what, IFailureInformation why)
    {
        Failed++;
        Console.WriteLine($"FAILED {what}: {string.Join(Environment.NewLine, [.. why.Messages, .. why.StackTraces])}");
    }
}
