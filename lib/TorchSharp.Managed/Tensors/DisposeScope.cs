namespace TorchSharp;

/// <summary>
/// Holds the tensors made while it is the current scope of its thread, and disposes them when it is disposed itself.
/// Scopes nest: each takes what is made while it is the innermost one.
/// </summary>
/// <remarks>Without a scope a tensor lives until it is disposed or collected; both are harmless, a scope is only quicker.</remarks>
public sealed class DisposeScope : IDisposable
{
    [ThreadStatic] private static DisposeScope? s_current;
    [ThreadStatic] private static Stack<HashSet<IDisposable>>? s_spareSets;

    private readonly DisposeScope? _outer;
    private HashSet<IDisposable>? _held;

    internal DisposeScope()
    {
        _outer = s_current;
        s_current = this;
        s_spareSets ??= new Stack<HashSet<IDisposable>>();
        _held = s_spareSets.Count > 0 ? s_spareSets.Pop() : new HashSet<IDisposable>(ReferenceEqualityComparer.Instance);
    }

    /// <summary>The innermost scope of this thread.</summary>
    internal static DisposeScope? Current => s_current;

    private HashSet<IDisposable> Held => _held ?? throw new ObjectDisposedException(nameof(DisposeScope));

    /// <summary>The number of tensors (and others) that the scope holds.</summary>
    public int DisposablesCount => Held.Count;

    /// <summary>What the scope holds, as a copy.</summary>
    public IReadOnlyList<IDisposable> DisposablesView => [.. Held];

    /// <summary>No scope on this thread until <see cref="Resume"/>: what is made belongs to its maker.</summary>
    internal static DisposeScope? Suspend()
    {
        var current = s_current;
        s_current = null;
        return current;
    }

    internal static void Resume(DisposeScope? suspended) => s_current = suspended;

    internal void Add(Tensor tensor)
    {
        Held.Add(tensor);
        tensor._scope = this;
    }

    internal void Remove(IDisposable disposable)
    {
        _held?.Remove(disposable);
        if (disposable is Tensor tensor && ReferenceEquals(tensor._scope, this)) tensor._scope = null;
    }

    /// <summary>True if the scope will dispose this object.</summary>
    public bool Contains(IDisposable disposable) => Held.Contains(disposable);

    /// <summary>Lets the scope hold the object from now on; it leaves the scope that held it.</summary>
    public void Attach(IDisposable disposable)
    {
        ArgumentNullException.ThrowIfNull(disposable);
        if (disposable is Tensor tensor)
        {
            tensor._scope?.Remove(tensor);
            Add(tensor);
        }
        else
        {
            Held.Add(disposable);
        }
    }

    /// <summary>Lets the scope hold these objects from now on.</summary>
    public void Attach(params IDisposable[] disposables)
    {
        foreach (var d in disposables) Attach(d);
    }

    /// <summary>The scope no longer holds the object: its caller disposes it.</summary>
    public T Detach<T>(T disposable) where T : IDisposable
    {
        Remove(disposable);
        return disposable;
    }

    /// <summary>The scope no longer holds these objects.</summary>
    public void Detach(params IDisposable[] disposables)
    {
        foreach (var d in disposables) Remove(d);
    }

    /// <summary>Hands the object to the scope around this one, or to nobody if this is the outermost.</summary>
    public T MoveToOuter<T>(T disposable) where T : IDisposable
    {
        MoveTo(_outer, disposable);
        return disposable;
    }

    /// <summary>Hands two objects to the scope around this one.</summary>
    public (T1 first, T2 second) MoveToOuter<T1, T2>(T1 first, T2 second) where T1 : IDisposable where T2 : IDisposable
    {
        MoveTo(_outer, first);
        MoveTo(_outer, second);
        return (first, second);
    }

    /// <summary>Hands three objects to the scope around this one.</summary>
    public (T1 first, T2 second, T3 third) MoveToOuter<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable where T2 : IDisposable where T3 : IDisposable
    {
        MoveTo(_outer, first);
        MoveTo(_outer, second);
        MoveTo(_outer, third);
        return (first, second, third);
    }

    /// <summary>Hands these objects to the scope around this one.</summary>
    public void MoveToOuter(params IDisposable[] disposables)
    {
        foreach (var d in disposables) MoveTo(_outer, d);
    }

    /// <summary>Hands these objects to the scope around this one.</summary>
    public void MoveToOuter(IEnumerable<IDisposable> disposables)
    {
        foreach (var d in disposables) MoveTo(_outer, d);
    }

    /// <summary>Hands the object to another scope, or with null to none.</summary>
    public T MoveToOther<T>(DisposeScope? scope, T disposable) where T : IDisposable
    {
        MoveTo(scope, disposable);
        return disposable;
    }

    /// <summary>Disposes everything that the scope holds; the scope goes on.</summary>
    public void DisposeEverything() => DisposeEverythingBut(Array.Empty<IDisposable>());

    /// <summary>Disposes everything that the scope holds except one object, which it goes on holding.</summary>
    public T DisposeEverythingBut<T>(T keep) where T : IDisposable
    {
        DisposeEverythingBut([keep]);
        return keep;
    }

    /// <summary>Disposes everything that the scope holds except these objects.</summary>
    public void DisposeEverythingBut(params IDisposable[] keep)
    {
        ArgumentNullException.ThrowIfNull(keep);
        DisposeEverythingBut((IEnumerable<IDisposable>)keep);
    }

    /// <summary>Disposes everything that the scope holds except these objects.</summary>
    public void DisposeEverythingBut(IEnumerable<IDisposable> inKeep)
    {
        var keep = new HashSet<IDisposable>(inKeep, ReferenceEqualityComparer.Instance);
        foreach (var d in Held.ToArray())
        {
            if (keep.Contains(d)) continue;
            Held.Remove(d);
            Drop(d);
        }
    }

    /// <summary>The scope forgets an object that was disposed already.</summary>
    public void MarkAsDisposed(IDisposable disposable) => Remove(disposable);

    /// <summary>Disposes everything that the scope holds and makes the scope around it the current one.</summary>
    public void Dispose()
    {
        if (_held is not { } held) return;
        _held = null;
        for (var s = s_current; s is not null; s = s._outer)
        {
            if (!ReferenceEquals(s, this)) continue;
            s_current = _outer;
            break;
        }
        foreach (var d in held) Drop(d);
        held.Clear();
        s_spareSets?.Push(held);
    }

    private static void Drop(IDisposable disposable)
    {
        if (disposable is Tensor tensor) tensor._scope = null;
        disposable.Dispose();
    }

    private void MoveTo(DisposeScope? scope, IDisposable disposable)
    {
        if (!Held.Contains(disposable)) return;
        Remove(disposable);
        scope?.Attach(disposable);
    }
}

public static partial class torch
{
    /// <summary>Opens a scope inside the current one: <c>using var scope = torch.NewDisposeScope();</c></summary>
    public static DisposeScope NewDisposeScope() => new();

    /// <summary>The innermost scope of this thread, or null.</summary>
    public static DisposeScope? CurrentDisposeScope => DisposeScope.Current;

    /// <summary>Evaluates in a scope of its own, so that of all tensors made only the result stays.</summary>
    public static Tensor WrappedTensorDisposeScope(Func<Tensor> expr)
    {
        ArgumentNullException.ThrowIfNull(expr);
        using var scope = NewDisposeScope();
        return expr().MoveToOuterDisposeScope();
    }
}
