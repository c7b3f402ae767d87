using System.Diagnostics;
using System.Globalization;
using NotebookKernel.Display;
using NotebookKernel.Engine;
using NotebookKernel.Notebooks;
using NotebookKernel.Running;

namespace NotebookKernel.Checking;

/// <summary>Checks students' notebooks, each in processes of its own that may take only so much.</summary>
/// <remarks>
/// A cell that hangs or takes its process with it costs its own exercise: the next process leaves it out and goes on behind it. This guards
/// against mistakes, not against malice: a notebook's code can read, write and send whatever the user who runs it can.
/// </remarks>
/// <param name="command">How to start a process that runs <see cref="EngineHost"/>.</param>
/// <param name="limits">What a notebook may take.</param>
public sealed class NotebookChecker(EngineCommand command, CheckLimits limits)
{
    /// <summary>The exception by which a stub says that its exercise is still to do.</summary>
    public required string NotDoneException { get; init; }

    /// <summary>The exception by which a check says that an answer is wrong.</summary>
    public required string WrongException { get; init; }

    /// <summary>Checks one notebook.</summary>
    /// <param name="student">The student's notebook.</param>
    /// <param name="lesson">The lesson that it belongs to.</param>
    /// <param name="cancellation">Ends every process.</param>
    /// <exception cref="OperationCanceledException">It was cancelled; no process is left.</exception>
    /// <exception cref="InvalidOperationException">A process did not start.</exception>
    public async Task<CheckedFile> CheckAsync(Notebook student, CheckedLesson lesson, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(student);
        ArgumentNullException.ThrowIfNull(lesson);
        var check = new Check(lesson.Exercises, CheckPlan.Make(student, lesson));
        using var file = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        file.CancelAfter(limits.File);
        while (check.Problem is null && !check.Complete)
            await PassAsync(check, file.Token, cancellation).ConfigureAwait(false);
        return new CheckedFile(student.Path, Path.GetFileName(lesson.Notebook.Path), check.Problem, check.Results);
    }

    /// <summary>Runs the steps in a fresh process, until the last one or until it is gone.</summary>
    private async Task PassAsync(Check check, CancellationToken file, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("course-check-");
        var mark = Guid.NewGuid().ToString("N");
        var guarded = command with
        {
            Environment = new Dictionary<string, string>(command.Environment)
            {
                [ProcessWatch.Variable] = mark,
                // Most of what is too much ends as an exception, at the line that asked for it. In hexadecimal.
                ["DOTNET_GCHeapHardLimit"] = (limits.Memory / 10 * 9).ToString("X", CultureInfo.InvariantCulture),
            },
        };
        try
        {
            var engine = await EngineProcess.StartAsync(guarded, folder.FullName, _ => NoOutputs.Instance, cancellation).ConfigureAwait(false);
            await using (engine.ConfigureAwait(false))
            {
                using var watch = new ProcessWatch(engine.Process, mark, limits);
                foreach (var step in check.Steps)
                {
                    if (!check.Wants(step))
                        continue;
                    if (step.Refusal is { } refusal)
                    {
                        check.Ran(step, refusal, NotDoneException, WrongException);
                        continue;
                    }

                    var outcome = await RunAsync(engine, check, step, file, cancellation).ConfigureAwait(false);
                    if (outcome is null)
                        return;
                    if (watch.Reason is { } reason)
                        check.Ended(step, Verdict.Crashed, reason);
                    else if (engine.HasEnded || outcome.Error is { Name: nameof(OutOfMemoryException) })
                        check.Ended(step, Verdict.Crashed, outcome.Error?.Message ?? "The process ended.");
                    else
                        check.Ran(step, outcome.Error, NotDoneException, WrongException);
                    if (engine.HasEnded || watch.Reason is not null || outcome.Error is { Name: nameof(OutOfMemoryException) })
                        return;
                }

                check.Finished();
            }
        }
        finally
        {
            Remove(folder);
        }
    }

    /// <returns>How the step ended; null if it did not in time, and the process was ended.</returns>
    private async Task<CellOutcome?> RunAsync(EngineProcess engine, Check check, CheckStep step, CancellationToken file, CancellationToken cancellation)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(file);
        var begun = Stopwatch.GetTimestamp();
        var left = limits.Exercise - check.TimeOf(step);
        if (step.Kind != StepKind.Lesson)
            time.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        try
        {
            return await engine.ExecuteAsync(step.Code, time.Token, silent: true).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            if (file.IsCancellationRequested)
                check.OutOfTime(step, $"The file as a whole took more than {limits.File.TotalSeconds:0} s.");
            else
                check.Ended(step, Verdict.TookTooLong, $"It took more than {limits.Exercise.TotalSeconds:0} s.");
            return null;
        }
        finally
        {
            check.AddTime(step, Stopwatch.GetElapsedTime(begun));
        }
    }

    private static void Remove(DirectoryInfo folder)
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Something still holds a file there: the system's own clean-up of temporary files takes it.
        }
    }
}
