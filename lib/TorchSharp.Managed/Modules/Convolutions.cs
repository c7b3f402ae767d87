using TorchSharp.Modules;

namespace TorchSharp
{
    /// <summary>Paddings by rule.</summary>
    public enum Padding
    {
        /// <summary>None.</summary>
        Valid = 0,

        /// <summary>As much as keeps the size at stride 1; what does not divide evenly goes to the right and below.</summary>
        Same = 1,
    }

    /// <summary>What a border is filled with.</summary>
    public enum PaddingModes
    {
        /// <summary>Zeros.</summary>
        Zeros = 0,

        /// <summary>One number.</summary>
        Constant = 4,
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>A convolution with a square kernel.</summary>
            public static Conv2d Conv2d(long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, [kernel_size, kernel_size], [stride, stride], [padding, padding], null, [dilation, dilation], padding_mode, groups, bias, device, dtype);

            /// <summary>A convolution with a square kernel and a padding by rule.</summary>
            public static Conv2d Conv2d(long in_channels, long out_channels, long kernel_size, Padding padding, long stride = 1, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, [kernel_size, kernel_size], [stride, stride], [0, 0], padding, [dilation, dilation], padding_mode, groups, bias, device, dtype);

            /// <summary>A convolution; pairs are (height, width).</summary>
            public static Conv2d Conv2d(long in_channels, long out_channels, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, (long, long)? dilation = null,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, Pair(kernel_size), Pair(stride ?? (1, 1)), Pair(padding ?? (0, 0)), null, Pair(dilation ?? (1, 1)), padding_mode, groups, bias, device, dtype);

            /// <summary>A convolution with a padding by rule; pairs are (height, width).</summary>
            public static Conv2d Conv2d(long in_channels, long out_channels, (long, long) kernel_size, Padding padding, (long, long)? stride = null, (long, long)? dilation = null,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, Pair(kernel_size), Pair(stride ?? (1, 1)), [0, 0], padding, Pair(dilation ?? (1, 1)), padding_mode, groups, bias, device, dtype);

            /// <summary>A transposed convolution with a square kernel.</summary>
            public static ConvTranspose2d ConvTranspose2d(long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long output_padding = 0, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, [kernel_size, kernel_size], [stride, stride], [padding, padding], [output_padding, output_padding], [dilation, dilation], padding_mode, groups, bias, device, dtype);

            /// <summary>A transposed convolution; pairs are (height, width).</summary>
            public static ConvTranspose2d ConvTranspose2d(long in_channels, long out_channels, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null,
                (long, long)? output_padding = null, (long, long)? dilation = null,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, Pair(kernel_size), Pair(stride ?? (1, 1)), Pair(padding ?? (0, 0)), Pair(output_padding ?? (0, 0)), Pair(dilation ?? (1, 1)), padding_mode, groups, bias, device, dtype);

            internal static long[] Pair((long, long) pair) => [pair.Item1, pair.Item2];
        }
    }
}

namespace TorchSharp.Modules
{
    /// <summary>What convolutions have in common: a kernel for each pair of channels, and its way over the image.</summary>
    public abstract class Convolution : torch.nn.Module<Tensor, Tensor>
    {
        private Parameter _weight;
        private Parameter? _bias;
        private readonly long[] _padding;

        private protected Convolution(string name, long inChannels, long outChannels, long[] kernel, long[] stride, long[] padding, Padding? rule, long[] dilation,
            bool transposed, long[] outputPadding, long groups, bool bias, PaddingModes mode, Device? device, ScalarType? dtype) : base(name)
        {
            torch.RequireCpu(device);
            if (inChannels < 1) throw new ArgumentException($"a convolution has at least one input channel, not {inChannels}", nameof(inChannels));
            if (outChannels < 1) throw new ArgumentException($"a convolution has at least one output channel, not {outChannels}", nameof(outChannels));
            if (groups < 1 || inChannels % groups != 0 || outChannels % groups != 0) throw new ArgumentException($"{inChannels} and {outChannels} channels do not divide into {groups} groups", nameof(groups));
            if (kernel.Min() < 1 || stride.Min() < 1 || dilation.Min() < 1) throw new ArgumentException("kernel sizes, strides and dilations are positive", nameof(kernel));
            if (mode != PaddingModes.Zeros) throw new ArgumentException($"convolutions pad with zeros, not by {mode}; pad the input first", nameof(mode));
            (in_channels, out_channels, kernel_size, this.stride, _padding, padding_type, this.dilation) = (inChannels, outChannels, kernel, stride, padding, rule, dilation);
            (this.transposed, output_padding, this.groups) = (transposed, outputPadding, groups);
            if (rule == Padding.Same && stride.Any(s => s != 1)) throw new ArgumentException("Padding.Same keeps the size, which only stride 1 does", nameof(stride));
            long[] shape = transposed ? [inChannels, outChannels / groups, .. kernel] : [outChannels, inChannels / groups, .. kernel];
            _weight = new Parameter(torch.empty(shape, dtype));
            register_parameter(nameof(weight), _weight);
            torch.nn.init.kaiming_uniform_(_weight, Math.Sqrt(5));
            if (!bias) return;
            _bias = new Parameter(torch.empty(outChannels, dtype));
            register_parameter(nameof(this.bias), _bias);
            double bound = 1 / Math.Sqrt(torch.nn.init.CalculateFanInAndFanOut(_weight).fanIn);
            torch.nn.init.uniform_(_bias, -bound, bound);
        }

        /// <summary>The kernels: (outputs, inputs / groups, height, width), or with inputs and outputs exchanged if transposed.</summary>
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

        /// <summary>One number for each output channel, or null.</summary>
        public Parameter? bias
        {
            get => _bias;
            set
            {
                SetParameter(nameof(bias), value);
                _bias = value;
            }
        }

        /// <summary>Channels of the input.</summary>
        public long in_channels { get; }

        /// <summary>Channels of the output.</summary>
        public long out_channels { get; }

        /// <summary>Height and width of the kernel.</summary>
        public long[] kernel_size { get; }

        /// <summary>Steps of the kernel.</summary>
        public long[] stride { get; }

        /// <summary>Zeros around the image, or null where a rule gives them.</summary>
        public long[]? padding => padding_type is null ? _padding : null;

        /// <summary>The rule for the padding, if there is one.</summary>
        public Padding? padding_type { get; }

        /// <summary>Distances between the elements of the kernel.</summary>
        public long[] dilation { get; }

        /// <summary>Rows and columns added to the output of a transposed convolution.</summary>
        public long[] output_padding { get; }

        /// <summary>Groups of channels that do not see one another.</summary>
        public long groups { get; }

        /// <summary>True for a transposed convolution.</summary>
        public bool transposed { get; }

        /// <summary>The layer, and the activation that follows it, in one go.</summary>
        internal abstract Tensor Forward(Tensor input, LinearOp.Activation? activation);

        internal Window Window => new((int)kernel_size[0], (int)kernel_size[1], (int)stride[0], (int)stride[1], (int)_padding[0], (int)_padding[1], (int)dilation[0], (int)dilation[1]);

        private protected void RequireShape(Tensor input)
        {
            ArgumentNullException.ThrowIfNull(input);
            int rank = input._shape.Length;
            if (rank is not (3 or 4)) throw new ArgumentException($"the input has shape (images, channels, height, width) or (channels, height, width), and this one has {rank} dimensions", nameof(input));
            if (input._shape[^3] != in_channels) throw new ArgumentException($"the layer wants {in_channels} channels, and the input of shape [{string.Join(", ", input._shape)}] has {input._shape[^3]}", nameof(input));
        }
    }

    /// <summary>A convolution in two dimensions: (images, channels, height, width) to the same with other channels.</summary>
    public sealed class Conv2d : Convolution
    {
        internal Conv2d(long inChannels, long outChannels, long[] kernel, long[] stride, long[] padding, Padding? rule, long[] dilation, PaddingModes mode, long groups, bool bias, Device? device, ScalarType? dtype)
            : base(nameof(Conv2d), inChannels, outChannels, kernel, stride, padding, rule, dilation, false, [0, 0], groups, bias, mode, device, dtype)
        {
        }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input) => Forward(input, null);

        internal override Tensor Forward(Tensor input, LinearOp.Activation? activation)
        {
            RequireShape(input);
            return torch.nn.functional.Convolve(input, weight, bias, Window, padding_type, groups, activation);
        }
    }

    /// <summary>A convolution backwards: each place of the input spreads over a window of the output.</summary>
    public abstract class ConvolutionTranspose : Convolution
    {
        private protected ConvolutionTranspose(string name, long inChannels, long outChannels, long[] kernel, long[] stride, long[] padding, long[] outputPadding, long[] dilation, PaddingModes mode, long groups,
            bool bias, Device? device, ScalarType? dtype)
            : base(name, inChannels, outChannels, kernel, stride, padding, null, dilation, true, outputPadding, groups, bias, mode, device, dtype)
        {
        }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input) => Forward(input, null);

        internal override Tensor Forward(Tensor input, LinearOp.Activation? activation)
        {
            RequireShape(input);
            return ConvolutionOp.Apply(input, weight, bias, Window, (int)groups, true, (int)output_padding[0], (int)output_padding[1], activation);
        }
    }

    /// <summary>A transposed convolution in two dimensions.</summary>
    public sealed class ConvTranspose2d : ConvolutionTranspose
    {
        internal ConvTranspose2d(long inChannels, long outChannels, long[] kernel, long[] stride, long[] padding, long[] outputPadding, long[] dilation, PaddingModes mode, long groups, bool bias, Device? device, ScalarType? dtype)
            : base(nameof(ConvTranspose2d), inChannels, outChannels, kernel, stride, padding, outputPadding, dilation, mode, groups, bias, device, dtype)
        {
        }
    }
}
