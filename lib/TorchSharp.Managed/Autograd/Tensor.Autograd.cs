namespace TorchSharp;

public static partial class torch
{
    /// <summary>Operations are not recorded until the result is disposed: for evaluation and for changes to weights.</summary>
    public static IDisposable no_grad() => new GradMode.Guard(false);

    /// <summary>Operations are recorded (or not) until the result is disposed, whatever the surroundings say.</summary>
    public static IDisposable enable_grad(bool enabled = true) => new GradMode.Guard(enabled);

    /// <summary>Operations are recorded (or not) until the result is disposed.</summary>
    public static IDisposable set_grad_enabled(bool mode = true) => new GradMode.Guard(mode);

    /// <summary>Operations are not recorded until the result is disposed.</summary>
    public static IDisposable inference_mode(bool mode = true) => new GradMode.Guard(!mode);

    /// <summary>True if operations of this thread are recorded.</summary>
    public static bool is_grad_enabled() => GradMode.IsOn;

    public partial class Tensor
    {
        internal bool _requiresGrad;
        internal Node? _gradFn;
        internal int _output;
        internal AccumulateGrad? _leaf;

        /// <summary>The tensor whose memory this one looks at, if it was made as a view.</summary>
        internal Tensor? _base;

        /// <summary>Counts changes in place that are part of the history.</summary>
        private int _history;
        private int _baseHistory;

        /// <summary>True if operations on the tensor are recorded. Settable on leaves of Float32 or Float64.</summary>
        /// <exception cref="ExternalException">The type is no floating-point type, or the tensor is the result of a recorded operation.</exception>
        public bool requires_grad
        {
            get
            {
                _ = Storage;
                return _requiresGrad;
            }
            set
            {
                if (value && !_type.IsFloating()) throw Fail.Native($"only tensors of Float32 or Float64 have gradients, and this one is of {_type}");
                if (!value && _gradFn is not null) throw Fail.Native("the tensor is the result of a recorded operation: detach() gives one without history");
                _requiresGrad = value;
            }
        }

        /// <summary>True unless the tensor is the result of a recorded operation.</summary>
        public bool is_leaf => _gradFn is null;

        /// <summary>The gradient of the last <see cref="backward()"/> calls, summed; null before the first. A view: it shows later changes.</summary>
        public Tensor? grad
        {
            get
            {
                _ = Storage;
                return _leaf?.Grad is { } g ? new Tensor(g) : null;
            }
            set
            {
                if (value is null)
                {
                    if (_leaf is not null) _leaf.Grad = null;
                    return;
                }
                if (!Shapes.Same(value._shape, _shape)) throw Fail.Shape("grad: a tensor and its gradient", _shape, value._shape);
                if (value._type != _type) throw Fail.Types("grad", _type, value._type);
                (_leaf ??= new AccumulateGrad()).Grad = Hold(value);
            }
        }

        /// <summary>Sets <see cref="requires_grad"/>.</summary>
        /// <returns>This tensor.</returns>
        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        /// <summary>Sets <see cref="requires_grad"/>.</summary>
        /// <returns>This tensor.</returns>
        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        /// <summary>Keeps the gradient of a tensor that is no leaf.</summary>
        public void retain_grad()
        {
            if (!_requiresGrad) throw Fail.Native("retain_grad: the tensor does not require a gradient");
            var edge = GradEdge();
            if (_gradFn is null || _leaf is not null) return;
            _leaf = new AccumulateGrad();
            edge.Target!.Retain(edge.Output, _leaf);
        }

        /// <summary>A tensor on the same memory without history: gradients stop here.</summary>
        public Tensor detach() => new(this);

        /// <summary>Forgets the history of this tensor.</summary>
        public Tensor detach_()
        {
            _gradFn = null;
            _requiresGrad = false;
            return this;
        }

        /// <summary>Computes the gradient of this number with respect to every leaf it was computed from, and adds it to their <see cref="grad"/>.</summary>
        /// <exception cref="ExternalException">The tensor is not one number, was not recorded, or its graph was used up by an earlier call.</exception>
        public void backward() => Engine.Run([this], null, false, null);

        /// <summary>Computes gradients of this tensor, weighted with <paramref name="grad_tensors"/>, and adds them to the leaves' <see cref="grad"/>.</summary>
        /// <param name="grad_tensors">The gradient of each element of this tensor; null is 1 for a single number.</param>
        /// <param name="retain_graph">Keeps the saved values, so that backward can run again.</param>
        /// <param name="create_graph">Only false: gradients of gradients are not recorded.</param>
        /// <param name="inputs">Only these leaves receive a gradient; null is all.</param>
        public void backward(IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null) =>
            autograd.backward([this], grad_tensors, retain_graph, create_graph, inputs);

        internal Edge GradEdge()
        {
            if (!_requiresGrad) return default;
            if (_base is { } b && b._history != _baseHistory && b._requiresGrad) ViewOps.Rejoin(this, b);
            return _gradFn is not null ? new Edge(_gradFn, _output) : new Edge(_leaf ??= new AccumulateGrad(), 0);
        }

        internal Tensor SetHistory(Node node, int output = 0)
        {
            _gradFn = node;
            _output = output;
            _requiresGrad = true;
            return this;
        }

        /// <summary>Notes that this tensor looks at the memory of another.</summary>
        internal Tensor ViewOf(Tensor other)
        {
            _base = other._base ?? other;
            _baseHistory = _base._history;
            return this;
        }

        internal void TakeHistory(Tensor from)
        {
            _gradFn = from._gradFn;
            _output = from._output;
            _requiresGrad = from._requiresGrad;
            _history++;
        }

        internal void Joined(Tensor b) => _baseHistory = b._history;
    }

    /// <summary>Gradients without touching the leaves.</summary>
    public static partial class autograd
    {
        /// <summary>The gradients of <paramref name="outputs"/> with respect to <paramref name="inputs"/>; the leaves' own gradients stay as they are.</summary>
        /// <param name="outputs">Numbers, or tensors with <paramref name="grad_outputs"/>.</param>
        /// <param name="inputs">Leaves or results in between.</param>
        /// <param name="grad_outputs">The gradient of each output; null is 1 for a single number.</param>
        /// <param name="retain_graph">Keeps the saved values, so that backward can run again.</param>
        /// <param name="create_graph">Only false: gradients of gradients are not recorded.</param>
        /// <param name="allow_unused">Null instead of an exception for an input that no output depends on.</param>
        public static IList<Tensor> grad(IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null,
            bool retain_graph = false, bool create_graph = false, bool allow_unused = false)
        {
            ArgumentNullException.ThrowIfNull(inputs);
            var found = Collect(outputs, inputs, grad_outputs, retain_graph, create_graph);
            for (int i = 0; i < inputs.Count; i++)
            {
                if (found[i] is not null) DisposeScope.Current?.Add(found[i]!);
                else if (!allow_unused) throw Fail.Native($"inputs[{i}] was not used to compute the outputs: say allow_unused: true if that may be");
            }
            return found!;
        }

        /// <summary>Adds the gradients of <paramref name="tensors"/> to the leaves'.</summary>
        public static void backward(IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null)
        {
            if (inputs is null)
            {
                RequireFirstOrder(create_graph);
                Engine.Run(tensors, grad_tensors, retain_graph ?? false, null);
                return;
            }
            var found = Collect(tensors, inputs, grad_tensors, retain_graph ?? false, create_graph);
            for (int i = 0; i < inputs.Count; i++)
            {
                if (found[i] is null) continue;
                var leaf = inputs[i]._leaf ??= new AccumulateGrad();
                leaf.Grad = Node.Sum(leaf.Grad is null ? null : Tensor.Hold(leaf.Grad), found[i]!);
            }
        }

        private static Tensor?[] Collect(IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? gradients, bool retain, bool create)
        {
            RequireFirstOrder(create);
            var captures = new Dictionary<(Node, int), Tensor?>();
            var edges = new Edge[inputs.Count];
            for (int i = 0; i < inputs.Count; i++)
            {
                edges[i] = inputs[i].GradEdge();
                if (edges[i].Target is null) throw Fail.Native($"inputs[{i}] does not require a gradient");
                captures[(edges[i].Target!, edges[i].Output)] = null;
            }
            Engine.Run(outputs, gradients, retain, captures);
            return [.. edges.Select(e => captures[(e.Target!, e.Output)])];
        }

        private static void RequireFirstOrder(bool create)
        {
            if (create) throw new ArgumentException("create_graph: gradients of gradients are not recorded here; leave it false", nameof(create));
        }
    }
}
