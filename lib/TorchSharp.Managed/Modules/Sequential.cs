using System.Globalization;
using TorchSharp.Modules;

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>An empty chain.</summary>
            public static Sequential Sequential() => new(Array.Empty<Module<Tensor, Tensor>>());

            /// <summary>Modules one after another, named by their numbers from 0.</summary>
            public static Sequential Sequential(params Module<Tensor, Tensor>[] modules) => new(modules);

            /// <inheritdoc cref="Sequential(Module{Tensor, Tensor}[])"/>
            public static Sequential Sequential(IEnumerable<Module<Tensor, Tensor>> modules) => new([.. modules]);

            /// <summary>Modules one after another, with names.</summary>
            public static Sequential Sequential(params (string name, Module<Tensor, Tensor> submodule)[] modules) => new(modules);

            /// <inheritdoc cref="Sequential(ValueTuple{string, Module{Tensor, Tensor}}[])"/>
            public static Sequential Sequential(IEnumerable<(string name, Module<Tensor, Tensor> submodule)> modules) => new([.. modules]);
        }
    }
}

namespace TorchSharp.Modules
{
    /// <summary>Modules one after another: the output of each is the input of the next.</summary>
    /// <remarks>What lies between is disposed as soon as the next module has it. A linear layer or a convolution and the activation after it are computed in one go.</remarks>
    public class Sequential : torch.nn.Module<Tensor, Tensor>
    {
        private readonly List<torch.nn.Module<Tensor, Tensor>> _chain = [];

        /// <summary>Named modules.</summary>
        protected internal Sequential(params (string name, torch.nn.Module<Tensor, Tensor> submodule)[] modules) : base(nameof(Sequential))
        {
            ArgumentNullException.ThrowIfNull(modules);
            foreach (var (n, m) in modules) append(n, m);
        }

        /// <summary>Modules named by their numbers from 0.</summary>
        protected internal Sequential(params torch.nn.Module<Tensor, Tensor>[] modules) : base(nameof(Sequential))
        {
            ArgumentNullException.ThrowIfNull(modules);
            foreach (var m in modules) append(m);
        }

        /// <summary>The number of modules.</summary>
        public int Count => _chain.Count;

        /// <summary>A module by its place.</summary>
        public torch.nn.IModule<Tensor, Tensor> this[int index] => _chain[index];

        /// <summary>Adds a module at the end, named by its number.</summary>
        /// <returns>This chain.</returns>
        public Sequential append(torch.nn.IModule<Tensor, Tensor> module) => append(_chain.Count.ToString(CultureInfo.InvariantCulture), module);

        /// <summary>Adds a module at the end.</summary>
        /// <returns>This chain.</returns>
        public Sequential append(string name, torch.nn.IModule<Tensor, Tensor> module)
        {
            if (module is not torch.nn.Module<Tensor, Tensor> m) throw new ArgumentException("a chain takes modules from tensor to tensor", nameof(module));
            register_module(name, m);
            _chain.Add(m);
            return this;
        }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor)
        {
            ArgumentNullException.ThrowIfNull(tensor);
            var x = tensor;
            for (int i = 0; i < _chain.Count; i++)
            {
                var y = i + 1 < _chain.Count && Fusible(_chain[i + 1]) is { } activation ? Both(_chain[i], x, activation) : null;
                if (y is null) y = _chain[i].call(x);
                else i++;
                if (!ReferenceEquals(x, tensor) && !ReferenceEquals(x, y)) x.Dispose();
                x = y;
            }
            return ReferenceEquals(x, tensor) ? x.alias() : x;
        }

        /// <summary>A layer and the activation after it, or null if the layer is none that does both.</summary>
        private static Tensor? Both(torch.nn.Module<Tensor, Tensor> module, Tensor x, LinearOp.Activation activation) => module switch
        {
            { IsPlain: false } => null,
            Linear linear => LinearOp.Apply(x, linear.weight, linear.bias, activation),
            Convolution convolution => convolution.Forward(x, activation),
            _ => null,
        };

        /// <summary>The activation that a module computes, if its derivative follows from its value.</summary>
        private static LinearOp.Activation? Fusible(torch.nn.Module<Tensor, Tensor> module) => module switch
        {
            { IsPlain: false } => null,
            Sigmoid => new(PointKind.Sigmoid, 0, 0),
            Tanh => new(PointKind.Tanh, 0, 0),
            ReLU => new(PointKind.Relu, 0, 0),
            SELU => new(PointKind.Elu, Pointwise.SeluAlpha, Pointwise.SeluScale),
            ELU { alpha: >= 0 } elu => new(PointKind.Elu, elu.alpha, 1),
            _ => null,
        };
    }
}
