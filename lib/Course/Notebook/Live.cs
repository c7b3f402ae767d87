using System.Diagnostics;
using System.Reflection;

namespace Course.Notebook;

/// <summary>A value on show that changes while a computation runs: in a notebook one output, on a terminal one line.</summary>
/// <remarks>
/// A notebook's kernel is found by name: <c>KernelInvocationContext.Current</c> in the namespace <c>Microsoft.DotNet.Interactive</c>, its <c>Display</c>,
/// and the <c>Update</c> of what that returns. Where there is none and the output goes to a file, only the last value is written.
/// </remarks>
public sealed class Live
{
    private const string Context = "Microsoft.DotNet.Interactive.KernelInvocationContext";

    private readonly TextWriter _writer;
    private readonly bool _overwrite;
    private readonly long _interval;
    private readonly object? _kernel;
    private Action<object?>? _update;
    private long _shown = long.MinValue;
    private int _width;

    internal Live(TextWriter writer, bool overwrite, object? kernel, double perSecond)
    {
        (_writer, _overwrite, _kernel) = (writer, overwrite, kernel);
        _interval = (long)(Stopwatch.Frequency / perSecond);
    }

    /// <summary>Something that will be shown where this code runs: under the cell, or on the terminal.</summary>
    /// <param name="perSecond">Most updates a second (default 5); those that come sooner are left out.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="perSecond"/> is not positive.</exception>
    public static Live Start(double perSecond = 5)
    {
        Guard.Positive(perSecond, nameof(perSecond));
        return new Live(Console.Out, !Console.IsOutputRedirected, Kernel(), perSecond);
    }

    /// <summary>Whether the next update would be shown. Ask before making a value that costs something.</summary>
    public bool IsDue => _shown == long.MinValue || Stopwatch.GetTimestamp() - _shown >= _interval;

    /// <summary>Cancelled when the notebook's user interrupts the cell; never, outside of a notebook.</summary>
    public CancellationToken Interrupted =>
        _kernel?.GetType().GetProperty("CancellationToken")?.GetValue(_kernel) is CancellationToken token ? token : default;

    /// <summary>Shows a value in place of the one before, unless that came only just now.</summary>
    /// <param name="value">Anything the notebook can show; on a terminal, the first line of its text.</param>
    public void Update(object? value)
    {
        if (IsDue)
            Show(value, last: false);
    }

    /// <summary>Shows the last value, in any case.</summary>
    /// <inheritdoc cref="Update" path="/param"/>
    public void Finish(object? value) => Show(value, last: true);

    private void Show(object? value, bool last)
    {
        _shown = Stopwatch.GetTimestamp();
        if (_update is not null)
            _update(value);
        else if (_kernel is not null && Display(_kernel, value) is { } displayed)
            _update = displayed;
        else if (_overwrite)
            Overwrite($"{value}", last);
        else if (last)
            _writer.WriteLine(value);
    }

    private void Overwrite(string text, bool last)
    {
        var line = last ? text : text.Split('\n')[0];
        var room = Math.Max(20, Columns() - 1);
        if (!last && line.Length > room)
            line = line[..room];
        _writer.Write('\r');
        _writer.Write(line.PadRight(Math.Min(_width, room)));
        _width = line.Length;
        if (last)
            _writer.WriteLine();
        _writer.Flush();
    }

    private static int Columns()
    {
        try
        {
            return Console.WindowWidth;
        }
        catch (IOException)
        {
            return 80;
        }
    }

    private static object? Kernel()
    {
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
            if (assembly.GetType(Context, throwOnError: false) is { } type)
                return type.GetProperty("Current", BindingFlags.Public | BindingFlags.Static)?.GetValue(null);
        return null;
    }

    // The extension method's class is the same in every kernel; delegates hand exceptions on as they are.
    private static Action<object?>? Display(object kernel, object? value)
    {
        var type = kernel.GetType();
        var method = type.Assembly.GetType(Context + "Extensions", throwOnError: false)?.GetMethod("Display", [type, typeof(object), typeof(string[])]);
        if (method?.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [kernel, value, Array.Empty<string>()], null) is not { } displayed)
            return null;
        return displayed.GetType().GetMethod("Update", [typeof(object)])?.CreateDelegate<Action<object?>>(displayed);
    }
}
