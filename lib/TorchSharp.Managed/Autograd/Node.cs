namespace TorchSharp;

/// <summary>Where a gradient goes on to: a node and which of its outputs it belongs to.</summary>
internal readonly record struct Edge(Node? Target, int Output);

/// <summary>
/// One recorded operation. It knows the nodes that made its inputs, keeps the values that its derivative needs, and turns
/// the gradient of its output into those of its inputs.
/// </summary>
internal abstract class Node
{
    private static long s_made;
    private Edge _first, _second, _third;
    private Tensor?[]? _moreGradients;
    private Tensor? _gradient;
    private List<(int Output, AccumulateGrad Into)>? _retained;
    private bool _released;

    protected Node() => Sequence = Interlocked.Increment(ref s_made);

    /// <summary>Grows with every node: an operation has a larger number than those that made its inputs.</summary>
    internal long Sequence { get; }

    /// <summary>Outputs of the operation that can receive a gradient.</summary>
    protected virtual int Outputs => 1;

    internal void Input(int i, Tensor? tensor)
    {
        if (tensor is null || !tensor._requiresGrad) return;
        var edge = tensor.GradEdge();
        if (i == 0) _first = edge;
        else if (i == 1) _second = edge;
        else _third = edge;
    }

    /// <summary>The node that made input <paramref name="i"/>, or null if that input takes no gradient.</summary>
    internal Node? Source(int i) => Edge(i).Target;

    protected bool Needs(int i) => Edge(i).Target is not null;

    private Edge Edge(int i) => i == 0 ? _first : i == 1 ? _second : _third;

    /// <summary>Turns the gradient of the output into those of the inputs and sends them on.</summary>
    /// <param name="gradient">Its memory may be overwritten if <see cref="Tensor.MayOverwrite"/> says so; the caller disposes it.</param>
    /// <param name="engine">Takes the results.</param>
    protected abstract void Backward(Tensor gradient, Engine engine);

    /// <summary>For operations with several outputs; gradients that never came are null.</summary>
    protected virtual void Backward(Tensor? first, Tensor?[] more, Engine engine) => Backward(first!, engine);

    /// <summary>Gives up the saved values.</summary>
    protected virtual bool ReleaseSaved() => false;

    /// <summary>Hands on the gradient of input <paramref name="i"/>, and with it the duty to dispose it.</summary>
    protected void Send(Engine engine, int i, Tensor gradient)
    {
        var edge = Edge(i);
        if (edge.Target is null) gradient.Dispose();
        else edge.Target.Receive(edge.Output, gradient, engine);
    }

    /// <summary>
    /// Where a product writes the gradient of input <paramref name="i"/>: right into a leaf's own gradient if it can go there (then
    /// <paramref name="add"/> says whether on top of what is there), else into a new tensor. <see cref="Deliver"/> follows.
    /// </summary>
    protected Tensor WeightTarget(Engine engine, int i, ScalarType type, long[] shape, out bool add)
    {
        if (engine.Captures is null && Edge(i).Target is AccumulateGrad leaf && leaf.Takes(type, shape)) return leaf.Target(type, shape, out add);
        add = false;
        return Tensor.New(type, shape);
    }

    /// <summary>Hands on what was written into <see cref="WeightTarget"/>.</summary>
    protected void Deliver(Engine engine, int i, Tensor written)
    {
        if (Edge(i).Target is AccumulateGrad leaf && ReferenceEquals(leaf.Grad, written)) return;
        Send(engine, i, written);
    }

    internal virtual void Receive(int output, Tensor gradient, Engine engine)
    {
        bool first = _gradient is null && _moreGradients is null;
        if (output == 0)
        {
            _gradient = Sum(_gradient, gradient);
        }
        else
        {
            _moreGradients ??= new Tensor?[Outputs];
            _moreGradients[output] = Sum(_moreGradients[output], gradient);
        }
        if (first) engine.Enqueue(this);
    }

    internal void Retain(int output, AccumulateGrad into) => (_retained ??= []).Add((output, into));

    internal void Run(Engine engine, bool keep)
    {
        if (_released) throw Fail.Native("backward went through this graph before and gave its saved values up; say retain_graph: true the first time");
        var first = _gradient;
        var more = _moreGradients;
        _gradient = null;
        _moreGradients = null;
        try
        {
            if (_retained is not null)
                foreach (var (output, into) in _retained)
                    if ((output == 0 ? first : more?[output]) is { } g) into.Grad = Copy.Contiguous(g);
            engine.Capture(this, first, more);
            if (more is null) Backward(first!, engine);
            else Backward(first, more, engine);
        }
        finally
        {
            first?.Dispose();
            if (more is not null) foreach (var g in more) g?.Dispose();
        }
        if (!keep) _released = ReleaseSaved();
    }

    /// <summary>Drops gradients of a run that ended early.</summary>
    internal void Drop()
    {
        _gradient?.Dispose();
        _gradient = null;
        if (_moreGradients is not null) foreach (var g in _moreGradients) g?.Dispose();
        _moreGradients = null;
    }

    /// <summary>The sum of both; takes over both.</summary>
    internal static Tensor Sum(Tensor? a, Tensor b)
    {
        if (a is null) return b;
        if (!a.MayOverwrite && b.MayOverwrite) (a, b) = (b, a);
        if (a.MayOverwrite)
        {
            Binary.Into(BinaryKind.Add, a, b, a);
            b.Dispose();
            return a;
        }
        var sum = Binary.Compute(BinaryKind.Add, a, b);
        a.Dispose();
        b.Dispose();
        return sum;
    }
}

/// <summary>The end of the line: adds what it receives to the gradient of a leaf.</summary>
internal sealed class AccumulateGrad : Node
{
    private Tensor? _grad;
    private bool _zeroDue;

    /// <summary>The sum so far, or null. Belongs to no scope.</summary>
    internal Tensor? Grad
    {
        get
        {
            if (_zeroDue)
            {
                _zeroDue = false;
                _grad!.RawBytes().Clear();
            }
            return _grad;
        }
        set
        {
            _zeroDue = false;
            if (!ReferenceEquals(value, _grad)) _grad?.Dispose();
            _grad = value;
        }
    }

    /// <summary>Sets the sum to 0; if nobody looks at its memory, only once it is needed (the next gradient may simply replace it).</summary>
    internal void Zero()
    {
        if (_grad is null) return;
        _grad.Storage.Version++;
        if (_grad.MayOverwrite) _zeroDue = true;
        else Copy.Fill(_grad, 0);
    }

    /// <summary>Whether a product can write this leaf's gradient itself.</summary>
    internal bool Takes(ScalarType type, long[] shape) => _grad is null || (_grad._rowMajor && _grad._type == type && Shapes.Same(_grad._shape, shape));

    /// <summary>
    /// The tensor into which a product may write this leaf's gradient itself, and whether it adds to what is there.
    /// </summary>
    internal Tensor Target(ScalarType type, long[] shape, out bool add)
    {
        add = _grad is not null && !_zeroDue;
        _zeroDue = false;
        if (_grad is null) _grad = Tensor.New(type, shape);
        else _grad.Storage.Version++;
        return _grad;
    }

    protected override void Backward(Tensor gradient, Engine engine) => Receive(0, gradient, engine);

    internal override void Receive(int output, Tensor gradient, Engine engine)
    {
        if (engine.Captures is { } captures)
        {
            if (captures.TryGetValue((this, 0), out var sum)) captures[(this, 0)] = Sum(sum, Copy.Contiguous(gradient));
            gradient.Dispose();
        }
        else if (_grad is null)
        {
            if (gradient.MayOverwrite)
            {
                _grad = gradient;
                return;
            }
            _grad = Copy.Contiguous(gradient);
            gradient.Dispose();
        }
        else
        {
            if (_zeroDue) Copy.Values(gradient, _grad);
            else Binary.Into(BinaryKind.Add, _grad, gradient, _grad);
            _zeroDue = false;
            _grad.Storage.Version++;
            gradient.Dispose();
        }
    }
}

/// <summary>A value kept for the way back, and a check that it is still the same then.</summary>
internal struct Saved
{
    private Tensor? _tensor;
    private readonly int _version;

    internal Saved(Tensor tensor)
    {
        _tensor = Tensor.Hold(tensor);
        _version = tensor.Storage.Version;
    }

    internal readonly bool IsEmpty => _tensor is null;

    internal readonly Tensor Value
    {
        get
        {
            var t = _tensor ?? throw Fail.Native("backward went through this graph before and gave its saved values up; say retain_graph: true the first time");
            if (t.Storage.Version != _version)
                throw Fail.Native($"a tensor of shape [{string.Join(", ", t._shape)}] that the gradient needs was changed in place since: clone it before");
            return t;
        }
    }

    internal void Release()
    {
        _tensor?.Dispose();
        _tensor = null;
    }
}
