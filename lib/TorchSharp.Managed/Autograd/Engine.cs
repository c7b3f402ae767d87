namespace TorchSharp;

/// <summary>
/// Runs backward: takes the nodes with the largest sequence number first, so that a node runs only when every gradient of
/// its output has come in.
/// </summary>
internal sealed class Engine
{
    [ThreadStatic] private static Engine? s_spare;
    private readonly PriorityQueue<Node, long> _queue = new();

    /// <summary>If set, gradients are kept here instead of in the leaves.</summary>
    internal Dictionary<(Node, int), Tensor?>? Captures { get; private set; }

    internal void Enqueue(Node node) => _queue.Enqueue(node, -node.Sequence);

    internal void Capture(Node node, Tensor? first, Tensor?[]? more)
    {
        if (Captures is null) return;
        if (first is not null && Captures.ContainsKey((node, 0))) Captures[(node, 0)] = Copy.Contiguous(first);
        for (int i = 1; more is not null && i < more.Length; i++)
            if (more[i] is { } g && Captures.ContainsKey((node, i))) Captures[(node, i)] = Copy.Contiguous(g);
    }

    /// <summary>From the roots' gradients to those of the leaves, or of the captured places.</summary>
    internal static void Run(IList<Tensor> roots, IList<Tensor>? gradients, bool keep, Dictionary<(Node, int), Tensor?>? captures)
    {
        var engine = s_spare ?? new Engine();
        s_spare = null;
        var scope = DisposeScope.Suspend();
        bool recording = GradMode.Exchange(false);
        engine.Captures = captures;
        try
        {
            for (int i = 0; i < roots.Count; i++)
            {
                var root = roots[i];
                var edge = root.GradEdge();
                if (edge.Target is null) throw Fail.Native("the tensor was not computed from any tensor that requires a gradient: there is nothing to differentiate");
                Tensor gradient;
                if (gradients is null || i >= gradients.Count || gradients[i] is null)
                {
                    if (root._count != 1)
                        throw Fail.Native($"backward starts from one number, and this tensor has {root._count}: reduce it (sum, mean) or give the gradient of each element");
                    gradient = Tensor.New(root._type, root._shape);
                    Copy.Fill(gradient, 1);
                }
                else
                {
                    if (!Shapes.Same(gradients[i]._shape, root._shape)) throw Fail.Shape("backward: a tensor and its gradient", root._shape, gradients[i]._shape);
                    gradient = gradients[i]._type == root._type ? new Tensor(gradients[i]) : Copy.Convert(gradients[i], root._type);
                }
                edge.Target.Receive(edge.Output, gradient, engine);
            }
            while (engine._queue.TryDequeue(out var node, out _)) node.Run(engine, keep);
        }
        finally
        {
            while (engine._queue.TryDequeue(out var node, out _)) node.Drop();
            engine.Captures = null;
            GradMode.Exchange(recording);
            DisposeScope.Resume(scope);
            s_spare = engine;
        }
    }
}

/// <summary>Whether operations of this thread are recorded.</summary>
internal static class GradMode
{
    [ThreadStatic] private static bool s_off;

    internal static bool IsOn => !s_off;

    internal static bool Exchange(bool on)
    {
        bool was = !s_off;
        s_off = !on;
        return was;
    }

    internal static bool Records(Tensor a) => !s_off && a._requiresGrad;

    internal static bool Records(Tensor a, Tensor? b) => !s_off && (a._requiresGrad || b is { _requiresGrad: true });

    /// <summary>Sets the mode until it is disposed.</summary>
    internal sealed class Guard : IDisposable
    {
        private readonly bool _before;
        private bool _done;

        internal Guard(bool on) => _before = Exchange(on);

        public void Dispose()
        {
            if (_done) return;
            _done = true;
            Exchange(_before);
        }
    }
}
