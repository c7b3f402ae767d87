using TorchSharp.Modules;

namespace TorchSharp
{
    public static partial class torch
    {
        /// <summary>How images are enlarged.</summary>
        public enum UpsampleMode
        {
            /// <summary>Each place takes the element below it.</summary>
            Nearest = 0,
        }

        public static partial class nn
        {
            /// <summary>The largest element of each window; windows follow one another unless a stride is named.</summary>
            public static MaxPool2d MaxPool2d(long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                new([kernel_size, kernel_size], [stride ?? kernel_size, stride ?? kernel_size], [padding ?? 0, padding ?? 0], [dilation ?? 1, dilation ?? 1], ceil_mode);

            /// <inheritdoc cref="MaxPool2d(long, long?, long?, long?, bool)"/>
            public static MaxPool2d MaxPool2d((long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, (long, long)? dilation = null, bool ceil_mode = false) =>
                new(Pair(kernel_size), Pair(stride ?? kernel_size), Pair(padding ?? (0, 0)), Pair(dilation ?? (1, 1)), ceil_mode);

            /// <summary>The mean of each window; windows follow one another unless a stride is named.</summary>
            public static AvgPool2d AvgPool2d(long kernel_size, long? stride = null, long? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
                new([kernel_size, kernel_size], [stride ?? kernel_size, stride ?? kernel_size], [padding ?? 0, padding ?? 0], ceil_mode, count_include_pad, divisor_override);

            /// <inheritdoc cref="AvgPool2d(long, long?, long?, bool, bool, long?)"/>
            public static AvgPool2d AvgPool2d((long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
                new(Pair(kernel_size), Pair(stride ?? kernel_size), Pair(padding ?? (0, 0)), ceil_mode, count_include_pad, divisor_override);

            /// <summary>Images enlarged to a size or by factors (height, width).</summary>
            public static Upsample Upsample(long[]? size = null, double[]? scale_factor = null, UpsampleMode mode = UpsampleMode.Nearest, bool? align_corners = null, bool? recompute_scale_factor = null) =>
                new(size, scale_factor, mode);
        }
    }
}

namespace TorchSharp.Modules
{
    /// <summary>The largest element of each window of an image.</summary>
    public sealed class MaxPool2d : ParameterLessModule<Tensor, Tensor>
    {
        internal MaxPool2d(long[] kernel, long[] stride, long[] padding, long[] dilation, bool ceil) : base(nameof(MaxPool2d)) =>
            (kernel_size, this.stride, this.padding, this.dilation, ceil_mode) = (kernel, stride, padding, dilation, ceil);

        /// <summary>Height and width of the window.</summary>
        public long[] kernel_size { get; set; }

        /// <summary>Steps of the window.</summary>
        public long[] stride { get; set; }

        /// <summary>A border that never wins.</summary>
        public long[] padding { get; set; }

        /// <summary>Distances between the elements of the window.</summary>
        public long[] dilation { get; set; }

        /// <summary>True to count a last window that is not full.</summary>
        public bool ceil_mode { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input) => torch.nn.functional.max_pool2d(input, kernel_size, stride, padding, dilation, ceil_mode);

        /// <summary>The largest elements and where in the image they are (row times width plus column).</summary>
        public (Tensor Values, Tensor Indices) forward_with_indices(Tensor input) => torch.nn.functional.max_pool2d_with_indices(input, kernel_size, stride, padding, dilation, ceil_mode);
    }

    /// <summary>The mean of each window of an image.</summary>
    public sealed class AvgPool2d : ParameterLessModule<Tensor, Tensor>
    {
        internal AvgPool2d(long[] kernel, long[] stride, long[] padding, bool ceil, bool countPad, long? divisor) : base(nameof(AvgPool2d)) =>
            (kernel_size, this.stride, this.padding, ceil_mode, count_include_pad, divisor_override) = (kernel, stride, padding, ceil, countPad, divisor);

        /// <summary>Height and width of the window.</summary>
        public long[] kernel_size { get; set; }

        /// <summary>Steps of the window.</summary>
        public long[] stride { get; set; }

        /// <summary>Zeros around the image.</summary>
        public long[] padding { get; set; }

        /// <summary>True to count a last window that is not full.</summary>
        public bool ceil_mode { get; set; }

        /// <summary>True if the zeros of the padding count as elements.</summary>
        public bool count_include_pad { get; set; }

        /// <summary>A divisor instead of the number of elements.</summary>
        public long? divisor_override { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input) => torch.nn.functional.avg_pool2d(input, kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override);
    }

    /// <summary>Images enlarged by repetition.</summary>
    public sealed class Upsample : ParameterLessModule<Tensor, Tensor>
    {
        private readonly long[]? _size;
        private readonly double[]? _factor;

        internal Upsample(long[]? size, double[]? factor, torch.UpsampleMode mode) : base(nameof(Upsample))
        {
            if (size is null == factor is null) throw new ArgumentException("upsampling wants either a size or factors", nameof(size));
            (_size, _factor, this.mode) = (size, factor, mode);
        }

        /// <summary>How images are enlarged.</summary>
        public torch.UpsampleMode mode { get; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input) => torch.nn.functional.upsample_nearest2d(input, _size, _factor);
    }
}
