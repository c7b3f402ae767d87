using TorchSharp.Modules;

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>A linear layer y = x W^T + b. W and b start uniform within +-1/sqrt(inputSize), as in PyTorch.</summary>
            public static Linear Linear(long inputSize, long outputSize, bool hasBias = true, Device? device = null, ScalarType? dtype = null) =>
                new(inputSize, outputSize, hasBias, device, dtype);

            /// <summary>A linear layer with given parameters.</summary>
            public static Linear Linear(Parameter weight, Parameter? bias = null) => new(weight, bias);
        }
    }
}

namespace TorchSharp.Modules
{
    /// <summary>A linear layer: y = x W^T + b for x of shape (..., inputs), y of shape (..., outputs).</summary>
    public sealed class Linear : torch.nn.Module<Tensor, Tensor>
    {
        private Parameter _weight;
        private Parameter? _bias;

        internal Linear(long inputs, long outputs, bool hasBias, Device? device, ScalarType? dtype) : base(nameof(Linear))
        {
            torch.RequireCpu(device);
            if (inputs < 1) throw new ArgumentException($"a linear layer has at least one input, not {inputs}", nameof(inputs));
            if (outputs < 1) throw new ArgumentException($"a linear layer has at least one output, not {outputs}", nameof(outputs));
            (in_features, out_features) = (inputs, outputs);
            _weight = new Parameter(torch.empty(outputs, inputs, dtype));
            register_parameter(nameof(weight), _weight);
            torch.nn.init.kaiming_uniform_(_weight, Math.Sqrt(5));
            if (!hasBias) return;
            _bias = new Parameter(torch.empty(outputs, dtype));
            register_parameter(nameof(bias), _bias);
            double bound = 1 / Math.Sqrt(inputs);
            torch.nn.init.uniform_(_bias, -bound, bound);
        }

        internal Linear(Parameter weight, Parameter? bias) : base(nameof(Linear))
        {
            ArgumentNullException.ThrowIfNull(weight);
            if (weight._shape.Length != 2) throw new ArgumentException($"the weight is a matrix (outputs x inputs), and this one has {weight._shape.Length} dimensions", nameof(weight));
            (_weight, _bias) = (weight, bias);
            (out_features, in_features) = (weight._shape[0], weight._shape[1]);
            register_parameter(nameof(weight), weight);
            if (bias is not null) register_parameter(nameof(bias), bias);
        }

        /// <summary>The number of inputs.</summary>
        public long in_features { get; set; }

        /// <summary>The number of outputs.</summary>
        public long out_features { get; set; }

        /// <summary>W, outputs x inputs.</summary>
        public Parameter weight
        {
            get => _weight;
            set
            {
                ArgumentNullException.ThrowIfNull(value);
                SetParameter(nameof(weight), value);
                _weight = value;
            }
        }

        /// <summary>b, or null.</summary>
        public Parameter? bias
        {
            get => _bias;
            set
            {
                SetParameter(nameof(bias), value);
                _bias = value;
            }
        }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => LinearOp.Apply(tensor, _weight, _bias);
    }
}
