using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Layers, losses and activations as functions.</summary>
        public static partial class functional
        {
            /// <summary>max(x, 0).</summary>
            public static Tensor relu(Tensor x, bool inplace = false) => x.relu();

            /// <summary>The scaled exponential linear unit, which keeps mean 0 and variance 1 (Klambauer et al. 2017).</summary>
            public static Tensor selu(Tensor x, bool inplace = false) => x.selu();

            /// <summary>x above 0, alpha (e^x - 1) below.</summary>
            public static Tensor elu(Tensor x, double alpha, bool inplace = false) => x.elu(alpha);

            /// <summary>x above 0, a fraction of it below.</summary>
            public static Tensor leaky_relu(Tensor input, double negative_slope = 0.01, bool inplace = false) => input.leaky_relu(negative_slope);

            /// <summary>1 / (1 + e^-x).</summary>
            public static Tensor sigmoid(Tensor x) => x.sigmoid();

            /// <summary>The hyperbolic tangent.</summary>
            public static Tensor tanh(Tensor x, bool inplace = false) => x.tanh();

            /// <summary>log(1 + e^(beta x)) / beta; x where beta x is above the threshold.</summary>
            public static Tensor softplus(Tensor x, double beta = 1, double threshold = 20) => x.softplus(beta, threshold);

            /// <summary>x times the normal distribution function of x.</summary>
            public static Tensor gelu(Tensor x) => x.gelu();

            /// <summary>x times the normal distribution function of x.</summary>
            public static Tensor gelu(Tensor x, bool inplace) => x.gelu();

            /// <summary>x times the normal distribution function of x, or its approximation by tanh.</summary>
            public static Tensor gelu(Tensor x, GELU.Approximate approximate, bool inplace = false) =>
                Pointwise.Apply(approximate == Modules.GELU.Approximate.tanh ? PointKind.GeluTanh : PointKind.Gelu, x);

            /// <summary>x times the logistic function of x.</summary>
            public static Tensor silu(Tensor x, bool inplace = false) => x.silu();

            /// <summary>The logarithm of the logistic function.</summary>
            public static Tensor logsigmoid(Tensor x) => x.log_sigmoid();

            /// <summary>e^x divided by their sum along a dimension.</summary>
            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => input.softmax(dim, dtype);

            /// <summary>The logarithm of the softmax along a dimension.</summary>
            public static Tensor log_softmax(Tensor x, long dim) => x.log_softmax(dim);

            /// <summary>x W^T + b, for x of shape (..., inputs) and W of shape (outputs, inputs).</summary>
            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) => LinearOp.Apply(input, weights, bias);

            /// <summary>While training, zeros with probability p, the other elements divided by 1 - p.</summary>
            /// <exception cref="ExternalException">p is no probability.</exception>
            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false)
            {
                if (!(p >= 0 && p <= 1)) throw Fail.Native($"dropout: a probability lies between 0 and 1, and this is {p}");
                if (!training || p == 0) return input.alias();
                using var mask = p < 1 ? Tensor.New(input._type, input._shape) : zeros(input._shape, input._type);
                if (p < 1) Distributions.Bernoulli(mask, 1 - p, Generator.Default, 1 / (1 - p));
                return Binary.Apply(BinaryKind.Mul, input, mask);
            }

            /// <summary>A convolution; strides and paddings are (height, width), by default 1 and 0.</summary>
            public static Tensor conv2d(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? dilation = null, long groups = 1) =>
                Convolve(input, weight, bias, Sliding(weight, strides, padding, dilation), null, groups);

            /// <summary>A convolution with a padding by rule.</summary>
            public static Tensor conv2d_padding(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, Padding padding = Padding.Valid, long[]? dilation = null, long groups = 1) =>
                Convolve(input, weight, bias, Sliding(weight, strides, null, dilation), padding, groups);

            /// <summary>A transposed convolution; strides and paddings are (height, width), by default 1 and 0.</summary>
            public static Tensor conv_transpose2d(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? output_padding = null, long[]? dilation = null, long groups = 1)
            {
                long[] extra = Two(output_padding, 0);
                return ConvolutionOp.Apply(input, weight, bias, Sliding(weight, strides, padding, dilation), (int)groups, true, (int)extra[0], (int)extra[1]);
            }

            internal static Tensor Convolve(Tensor input, Tensor weight, Tensor? bias, Window window, Padding? rule, long groups, LinearOp.Activation? activation = null)
            {
                if (rule != Padding.Same) return ConvolutionOp.Apply(input, weight, bias, window, (int)groups, false, 0, 0, activation);
                int h = window.DilationH * (window.KernelH - 1), w = window.DilationW * (window.KernelW - 1);
                if (h % 2 == 0 && w % 2 == 0) return ConvolutionOp.Apply(input, weight, bias, window with { PadH = h / 2, PadW = w / 2 }, (int)groups, false, 0, 0, activation);
                using var padded = Join.Pad(input, [w / 2, w - w / 2, h / 2, h - h / 2], 0);
                return ConvolutionOp.Apply(padded, weight, bias, window, (int)groups, false, 0, 0, activation);
            }

            private static Window Sliding(Tensor weight, long[]? strides, long[]? padding, long[]? dilation)
            {
                if (weight._shape.Length != 4) throw Fail.Native($"a convolution's weight has 4 dimensions, not {weight._shape.Length}");
                return Sliding([weight._shape[2], weight._shape[3]], strides, padding, dilation);
            }

            private static Window Sliding(long[] kernel, long[]? strides, long[]? padding, long[]? dilation)
            {
                long[] k = Two(kernel, 1), s = Two(strides, 1), p = Two(padding, 0), d = Two(dilation, 1);
                if (k.Min() < 1 || s.Min() < 1 || d.Min() < 1 || p.Min() < 0) throw Fail.Native("kernel sizes, strides and dilations are positive, paddings not negative");
                return new((int)k[0], (int)k[1], (int)s[0], (int)s[1], (int)p[0], (int)p[1], (int)d[0], (int)d[1]);
            }

            private static long[] Two(long[]? given, long other) => given is null || given.Length == 0 ? [other, other] : given.Length == 1 ? [given[0], given[0]] : given;

            /// <summary>The largest element of each window; windows follow one another unless a stride is named.</summary>
            public static Tensor max_pool2d(Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                max_pool2d(input, [kernel_size], stride is null ? null : [stride.Value], padding is null ? null : [padding.Value], dilation is null ? null : [dilation.Value], ceil_mode);

            /// <inheritdoc cref="max_pool2d(Tensor, long, long?, long?, long?, bool)"/>
            public static Tensor max_pool2d(Tensor input, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, (long, long)? dilation = null, bool ceil_mode = false) =>
                max_pool2d(input, Pair(kernel_size), stride is null ? null : Pair(stride.Value), padding is null ? null : Pair(padding.Value), dilation is null ? null : Pair(dilation.Value), ceil_mode);

            /// <inheritdoc cref="max_pool2d(Tensor, long, long?, long?, long?, bool)"/>
            public static Tensor max_pool2d(Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false)
            {
                var window = Sliding(kernel_size, strides is null || strides.Length == 0 ? kernel_size : strides, padding, dilation);
                if (PairPooling.Fits(input, window, ceil_mode)) return PairPooling.Max(input);
                var (values, indices) = Pooling.Max(input, window, ceil_mode);
                indices.Dispose();
                return values;
            }

            /// <summary>The largest element of each window, and where in the image it is (row times width plus column).</summary>
            public static (Tensor output, Tensor indices) max_pool2d_with_indices(Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false) =>
                Pooling.Max(input, Sliding(kernel_size, strides is null || strides.Length == 0 ? kernel_size : strides, padding, dilation), ceil_mode);

            /// <summary>The mean of each window; windows follow one another unless a stride is named.</summary>
            public static Tensor avg_pool2d(Tensor input, long kernel_size, long? stride = null, long padding = 0, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
                avg_pool2d(input, [kernel_size], stride is null ? null : [stride.Value], [padding], ceil_mode, count_include_pad, divisor_override);

            /// <inheritdoc cref="avg_pool2d(Tensor, long, long?, long, bool, bool, long?)"/>
            public static Tensor avg_pool2d(Tensor input, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
                avg_pool2d(input, Pair(kernel_size), stride is null ? null : Pair(stride.Value), padding is null ? null : Pair(padding.Value), ceil_mode, count_include_pad, divisor_override);

            /// <inheritdoc cref="avg_pool2d(Tensor, long, long?, long, bool, bool, long?)"/>
            public static Tensor avg_pool2d(Tensor input, long[] kernel_size, long[]? stride = null, long[]? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
                Pooling.Average(input, Sliding(kernel_size, stride is null || stride.Length == 0 ? kernel_size : stride, padding, null), ceil_mode, count_include_pad, divisor_override);

            /// <summary>Images enlarged by repetition, to a size or by factors (height, width).</summary>
            public static Tensor upsample_nearest2d(Tensor input, long[]? outputSizes = null, double[]? scaleFactors = null)
            {
                if (outputSizes is null && scaleFactors is null) throw new ArgumentException("upsampling wants either a size or factors", nameof(outputSizes));
                if (input._shape.Length != 4) throw Fail.Native($"upsampling wants shape (images, channels, height, width), and this tensor has {input._shape.Length} dimensions");
                double[] f = scaleFactors is null ? [] : scaleFactors.Length == 1 ? [scaleFactors[0], scaleFactors[0]] : scaleFactors;
                long h = outputSizes?[0] ?? (long)Math.Floor(input._shape[2] * f[0]), w = outputSizes?[^1] ?? (long)Math.Floor(input._shape[3] * f[1]);
                return outputSizes is null
                    ? Pooling.Nearest(input, (int)h, (int)w, 1 / f[0], 1 / f[1])
                    : Pooling.Nearest(input, (int)h, (int)w, (double)input._shape[2] / h, (double)input._shape[3] / w);
            }

            /// <summary>Batch normalisation: each channel to mean 0 and variance 1 (of the batch in training, else the running ones), then scaled and shifted.</summary>
            public static Tensor batch_norm(Tensor input, Tensor? running_mean, Tensor? running_var, Tensor? weight = null, Tensor? bias = null, bool training = false, double momentum = 0.1, double eps = 1e-05) =>
                Normalisation.Batch(input, running_mean, running_var, weight, bias, training, momentum, eps);

            /// <summary>Layer normalisation: each sample to mean 0 and variance 1 over its last dimensions, then scaled and shifted.</summary>
            public static Tensor layer_norm(Tensor input, long[] normalized_shape, Tensor? weight = null, Tensor? bias = null, double eps = 1e-05) =>
                Normalisation.Layer(input, normalized_shape, weight, bias, eps);

            /// <summary>For each class number a vector with a 1 at its place; -1 classes is one more than the largest.</summary>
            public static Tensor one_hot(Tensor x, long num_classes = -1)
            {
                if (x._type != ScalarType.Int64) throw Fail.Native($"one_hot: classes are of Int64, not {x._type}");
                using var c = Copy.RowMajor(x);
                var labels = c.Span<long>();
                long most = -1;
                foreach (long v in labels)
                {
                    if (v < 0) throw Fail.Native($"one_hot: class {v} is negative");
                    most = Math.Max(most, v);
                }
                if (num_classes < 0) num_classes = most + 1;
                if (most >= num_classes) throw Fail.Native($"one_hot: class {most} is out of range for {num_classes} classes");
                var y = Tensor.NewZeros(ScalarType.Int64, [.. x._shape, num_classes]);
                for (int i = 0; i < labels.Length; i++) y.Span<long>()[i * (int)num_classes + (int)labels[i]] = 1;
                return y;
            }

            /// <summary>A border of one number around the last dimensions: left, right, top, bottom, ...; a negative width cuts off.</summary>
            public static Tensor pad(Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0) => Bordered(input, pad, mode, value);

            /// <inheritdoc cref="pad(Tensor, long[], PaddingModes, double)"/>
            public static Tensor pad(Tensor input, ReadOnlySpan<long> pad, PaddingModes mode = PaddingModes.Constant, double value = 0) => Bordered(input, pad, mode, value);

            /// <summary>A border left and right.</summary>
            public static Tensor pad(Tensor input, (long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) => Bordered(input, [pad.Item1, pad.Item2], mode, value);

            /// <summary>A border left, right, above and below.</summary>
            public static Tensor pad(Tensor input, (long, long, long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                Bordered(input, [pad.Item1, pad.Item2, pad.Item3, pad.Item4], mode, value);

            private static Tensor Bordered(Tensor input, ReadOnlySpan<long> pad, PaddingModes mode, double value) => Join.Pad(input, pad, mode == PaddingModes.Zeros ? 0 : value);

            /// <summary>Slices along a dimension divided by their p-norm, or by eps where that is larger.</summary>
            public static Tensor normalize(Tensor input, double p = 2, long dim = 1, double eps = 1e-12)
            {
                using var norm = Reduce.Norm(input, [dim], true, p);
                using var divisor = norm.clamp_min(eps);
                return Binary.Apply(BinaryKind.Div, input, divisor);
            }
        }
    }
}
