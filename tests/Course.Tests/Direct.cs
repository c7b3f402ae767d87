namespace Course.Tests;

/// <summary>Progress that is told at once and on the same thread, unlike <see cref="Progress{T}"/>.</summary>
internal sealed class Direct<T>(Action<T> report) : IProgress<T>
{
    public void Report(T value) => report(value);
}
