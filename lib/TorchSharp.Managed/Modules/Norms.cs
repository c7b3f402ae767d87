using TorchSharp.Modules;

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Batch normalisation of (samples, features) or (samples, features, places).</summary>
            public static BatchNorm1d BatchNorm1d(long num_features, double eps = 1e-05, double momentum = 0.1, bool affine = true, bool track_running_stats = true, Device? device = null, ScalarType? dtype = null) =>
                new(num_features, eps, momentum, affine, track_running_stats, device, dtype);

            /// <summary>Batch normalisation of (images, channels, height, width).</summary>
            public static BatchNorm2d BatchNorm2d(long num_features, double eps = 1e-05, double momentum = 0.1, bool affine = true, bool track_running_stats = true, Device? device = null, ScalarType? dtype = null) =>
                new(num_features, eps, momentum, affine, track_running_stats, device, dtype);

            /// <summary>Layer normalisation over the last dimension.</summary>
            public static LayerNorm LayerNorm(long normalized_shape, double eps = 1e-05, bool elementwise_affine = true, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new([normalized_shape], eps, elementwise_affine, bias, device, dtype);

            /// <summary>Layer normalisation over the last dimensions.</summary>
            public static LayerNorm LayerNorm(long[] normalized_shape, double eps = 1e-05, bool elementwise_affine = true, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(normalized_shape, eps, elementwise_affine, bias, device, dtype);
        }
    }
}

namespace TorchSharp.Modules
{
    /// <summary>What normalisations by batch have in common: scale and shift for each channel, and running means and variances for evaluation.</summary>
    public abstract class NormBase : torch.nn.Module<Tensor, Tensor>
    {
        private protected NormBase(long features, double eps, double? momentum, bool affine, bool track, Device? device, ScalarType? dtype, string name) : base(name)
        {
            torch.RequireCpu(device);
            if (features < 1) throw new ArgumentException($"a normalisation has at least one feature, not {features}", nameof(features));
            (num_features, this.eps, this.momentum, this.affine, track_running_stats) = (features, eps, momentum, affine, track);
            if (affine)
            {
                register_parameter(nameof(weight), new Parameter(torch.ones(features, dtype)));
                register_parameter(nameof(bias), new Parameter(torch.zeros(features, dtype)));
            }
            if (!track) return;
            register_buffer(nameof(running_mean), torch.zeros(features, dtype));
            register_buffer(nameof(running_var), torch.ones(features, dtype));
            register_buffer(nameof(num_batches_tracked), torch.tensor(0L));
        }

        /// <summary>The number of channels.</summary>
        public long num_features { get; }

        /// <summary>Added to the variance, so that nothing is divided by 0.</summary>
        public double eps { get; set; }

        /// <summary>The weight of a new batch in the running means; null weighs all batches alike.</summary>
        public double? momentum { get; set; }

        /// <summary>True if there are a scale and a shift.</summary>
        public bool affine { get; }

        /// <summary>True if means and variances are kept for evaluation.</summary>
        public bool track_running_stats { get; }

        /// <summary>The scale of each channel, or null.</summary>
        public Parameter? weight { get => FindParameter(nameof(weight)); set => SetParameter(nameof(weight), value); }

        /// <summary>The shift of each channel, or null.</summary>
        public Parameter? bias { get => FindParameter(nameof(bias)); set => SetParameter(nameof(bias), value); }

        /// <summary>The mean of each channel over the batches so far, or null.</summary>
        public Tensor? running_mean { get => FindBuffer(nameof(running_mean)); set => SetBuffer(nameof(running_mean), value); }

        /// <summary>The variance of each channel over the batches so far, or null.</summary>
        public Tensor? running_var { get => FindBuffer(nameof(running_var)); set => SetBuffer(nameof(running_var), value); }

        /// <summary>The number of batches so far, or null.</summary>
        public Tensor? num_batches_tracked { get => FindBuffer(nameof(num_batches_tracked)); set => SetBuffer(nameof(num_batches_tracked), value); }

        /// <summary>Throws if an input has the wrong number of dimensions.</summary>
        protected abstract void ValidateInputDimensions(Tensor input);
    }

    /// <summary>Batch normalisation (Ioffe and Szegedy 2015): each channel to mean 0 and variance 1 over the batch, then scaled and shifted.</summary>
    public abstract class BatchNorm : NormBase
    {
        private protected BatchNorm(long features, double eps, double momentum, bool affine, bool track, Device? device, ScalarType? dtype, string name)
            : base(features, eps, momentum, affine, track, device, dtype, name)
        {
        }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input)
        {
            ArgumentNullException.ThrowIfNull(input);
            ValidateInputDimensions(input);
            double weight = momentum ?? 0;
            if (training && num_batches_tracked is { } count)
            {
                using var guard = torch.no_grad();
                count.add_(1);
                if (momentum is null) weight = 1.0 / count.item<long>();
            }
            return torch.nn.functional.batch_norm(input, running_mean, running_var, this.weight, bias, training || !track_running_stats, weight, eps);
        }
    }

    /// <summary>Batch normalisation of (samples, features) or (samples, features, places).</summary>
    public sealed class BatchNorm1d : BatchNorm
    {
        internal BatchNorm1d(long features, double eps, double momentum, bool affine, bool track, Device? device, ScalarType? dtype)
            : base(features, eps, momentum, affine, track, device, dtype, nameof(BatchNorm1d))
        {
        }

        /// <inheritdoc/>
        protected override void ValidateInputDimensions(Tensor input)
        {
            if (input._shape.Length is not (2 or 3)) throw new ArgumentException($"the input has shape (samples, features) or (samples, features, places), and this one has {input._shape.Length} dimensions", nameof(input));
        }
    }

    /// <summary>Batch normalisation of (images, channels, height, width).</summary>
    public sealed class BatchNorm2d : BatchNorm
    {
        internal BatchNorm2d(long features, double eps, double momentum, bool affine, bool track, Device? device, ScalarType? dtype)
            : base(features, eps, momentum, affine, track, device, dtype, nameof(BatchNorm2d))
        {
        }

        /// <inheritdoc/>
        protected override void ValidateInputDimensions(Tensor input)
        {
            if (input._shape.Length != 4) throw new ArgumentException($"the input has shape (images, channels, height, width), and this one has {input._shape.Length} dimensions", nameof(input));
        }
    }

    /// <summary>Layer normalisation (Ba et al. 2016): each sample to mean 0 and variance 1 over its last dimensions, then scaled and shifted.</summary>
    public sealed class LayerNorm : torch.nn.Module<Tensor, Tensor>
    {
        internal LayerNorm(long[] shape, double eps, bool affine, bool hasBias, Device? device, ScalarType? dtype) : base(nameof(LayerNorm))
        {
            torch.RequireCpu(device);
            (normalized_shape, this.eps, elementwise_affine) = (torch.Required(shape), eps, affine);
            if (!affine) return;
            register_parameter(nameof(weight), new Parameter(torch.ones(shape, dtype)));
            if (hasBias) register_parameter(nameof(bias), new Parameter(torch.zeros(shape, dtype)));
        }

        /// <summary>The sizes of the dimensions that are normalised.</summary>
        public long[] normalized_shape { get; set; }

        /// <summary>Added to the variance, so that nothing is divided by 0.</summary>
        public double eps { get; set; }

        /// <summary>True if there are a scale and a shift.</summary>
        public bool elementwise_affine { get; set; }

        /// <summary>The scale of each place, or null.</summary>
        public Parameter? weight { get => FindParameter(nameof(weight)); set => SetParameter(nameof(weight), value); }

        /// <summary>The shift of each place, or null.</summary>
        public Parameter? bias { get => FindParameter(nameof(bias)); set => SetParameter(nameof(bias), value); }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => Normalisation.Layer(tensor, normalized_shape, weight, bias, eps);
    }
}
