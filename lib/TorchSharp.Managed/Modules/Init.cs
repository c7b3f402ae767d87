namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Starting values for parameters. All work in place, are not recorded, and return the tensor.</summary>
        public static partial class init
        {
            /// <summary>Which fan keeps its variance.</summary>
            public enum FanInOut
            {
                /// <summary>The number of inputs of an output: the forward pass.</summary>
                FanIn = 0,

                /// <summary>The number of outputs of an input: the backward pass.</summary>
                FanOut = 1,
            }

            /// <summary>What follows a layer, and so how much it must amplify.</summary>
            public enum NonlinearityType
            {
                /// <summary>Nothing.</summary>
                Linear = 0,

                /// <summary>A convolution in one dimension.</summary>
                Conv1D = 1,

                /// <summary>A convolution in two dimensions.</summary>
                Conv2D = 2,

                /// <summary>A convolution in three dimensions.</summary>
                Conv3D = 3,

                /// <summary>A transposed convolution in one dimension.</summary>
                ConvTranspose1D = 4,

                /// <summary>A transposed convolution in two dimensions.</summary>
                ConvTranspose2D = 5,

                /// <summary>A transposed convolution in three dimensions.</summary>
                ConvTranspose3D = 6,

                /// <summary>A logistic function.</summary>
                Sigmoid = 7,

                /// <summary>A hyperbolic tangent.</summary>
                Tanh = 8,

                /// <summary>A ReLU.</summary>
                ReLU = 9,

                /// <summary>A leaky ReLU.</summary>
                LeakyReLU = 10,
            }

            /// <summary>The factor by which a layer must amplify so that the variance stays, after He et al. (2015) and PyTorch.</summary>
            public static double calculate_gain(NonlinearityType nonlinearity, double param = 0) => nonlinearity switch
            {
                NonlinearityType.Tanh => 5.0 / 3,
                NonlinearityType.ReLU => Math.Sqrt(2),
                NonlinearityType.LeakyReLU => Math.Sqrt(2 / (1 + param * param)),
                _ => 1,
            };

            /// <summary>How many inputs an output has and how many outputs an input: the second and first size of the weight times its window.</summary>
            /// <exception cref="ArgumentException">The tensor has fewer than two dimensions.</exception>
            public static (long fanIn, long fanOut) CalculateFanInAndFanOut(Tensor tensor)
            {
                if (Required(tensor)._shape.Length < 2) throw new ArgumentException($"fans are defined for weights with at least 2 dimensions, and this tensor has {tensor._shape.Length}", nameof(tensor));
                long window = Shapes.Count(tensor._shape.AsSpan(2));
                return (tensor._shape[1] * window, tensor._shape[0] * window);
            }

            /// <summary>Uniform, low &lt;= x &lt; high.</summary>
            public static Tensor uniform_(Tensor tensor, double low = 0, double high = 1, Generator? generator = null)
            {
                using var guard = no_grad();
                return tensor.uniform_(low, high, generator);
            }

            /// <summary>Normal.</summary>
            public static Tensor normal_(Tensor tensor, double mean = 0, double std = 1, Generator? generator = null)
            {
                using var guard = no_grad();
                return tensor.normal_(mean, std, generator);
            }

            /// <summary>One number everywhere.</summary>
            public static Tensor constant_(Tensor tensor, Scalar val)
            {
                using var guard = no_grad();
                return tensor.fill_(val);
            }

            /// <summary>Zeros.</summary>
            public static Tensor zeros_(Tensor tensor) => constant_(tensor, 0);

            /// <summary>Ones.</summary>
            public static Tensor ones_(Tensor tensor) => constant_(tensor, 1);

            /// <summary>Uniform with variance 2 gain^2 / (fan in + fan out) (Glorot and Bengio 2010).</summary>
            public static Tensor xavier_uniform_(Tensor tensor, double gain = 1)
            {
                var (i, o) = CalculateFanInAndFanOut(tensor);
                double bound = Math.Sqrt(3) * gain * Math.Sqrt(2.0 / (i + o));
                return uniform_(tensor, -bound, bound);
            }

            /// <summary>Normal with variance 2 gain^2 / (fan in + fan out) (Glorot and Bengio 2010).</summary>
            public static Tensor xavier_normal_(Tensor tensor, double gain = 1)
            {
                var (i, o) = CalculateFanInAndFanOut(tensor);
                return normal_(tensor, 0, gain * Math.Sqrt(2.0 / (i + o)));
            }

            /// <inheritdoc cref="xavier_uniform_"/>
            public static Tensor glorot_uniform_(Tensor tensor, double gain = 1) => xavier_uniform_(tensor, gain);

            /// <inheritdoc cref="xavier_normal_"/>
            public static Tensor glorot_normal_(Tensor tensor, double gain = 1) => xavier_normal_(tensor, gain);

            /// <summary>Uniform with variance gain^2 / fan (He et al. 2015); a is the slope of a leaky ReLU.</summary>
            public static Tensor kaiming_uniform_(Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn, NonlinearityType nonlinearity = NonlinearityType.LeakyReLU)
            {
                double bound = Math.Sqrt(3) * Spread(tensor, a, mode, nonlinearity);
                return uniform_(tensor, -bound, bound);
            }

            /// <summary>Normal with variance gain^2 / fan (He et al. 2015); a is the slope of a leaky ReLU.</summary>
            public static Tensor kaiming_normal_(Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn, NonlinearityType nonlinearity = NonlinearityType.LeakyReLU) =>
                normal_(tensor, 0, Spread(tensor, a, mode, nonlinearity));

            private static double Spread(Tensor tensor, double a, FanInOut mode, NonlinearityType nonlinearity)
            {
                var (i, o) = CalculateFanInAndFanOut(tensor);
                return calculate_gain(nonlinearity, a) / Math.Sqrt(mode == FanInOut.FanIn ? i : o);
            }
        }

        /// <summary>Gradients and parameters as a whole.</summary>
        public static partial class utils
        {
            /// <summary>Scales all gradients so that their norm together is at most <paramref name="max_norm"/>.</summary>
            /// <returns>The norm before.</returns>
            public static double clip_grad_norm_(IEnumerable<Modules.Parameter> tensors, double max_norm, double norm_type = 2)
            {
                using var guard = no_grad();
                var gradients = Required(tensors).Select(p => p._leaf?.Grad).OfType<Tensor>().ToList();
                double total = 0;
                foreach (var g in gradients)
                {
                    using var norm = Reduce.Norm(g, [], false, norm_type);
                    double n = norm.ToScalar().Value.Double;
                    total = double.IsPositiveInfinity(norm_type) ? Math.Max(total, n) : total + Math.Pow(n, norm_type);
                }
                if (!double.IsPositiveInfinity(norm_type)) total = Math.Pow(total, 1 / norm_type);
                double factor = max_norm / (total + 1e-6);
                if (factor < 1) foreach (var g in gradients) g.mul_(factor);
                return total;
            }

            /// <summary>Limits every element of every gradient to +-<paramref name="clip_value"/>.</summary>
            public static void clip_grad_value_(IEnumerable<Modules.Parameter> tensors, double clip_value)
            {
                using var guard = no_grad();
                foreach (var p in Required(tensors)) p._leaf?.Grad?.clamp_(-clip_value, clip_value);
            }

            /// <summary>All parameters behind one another as a vector.</summary>
            public static Tensor parameters_to_vector(IEnumerable<Modules.Parameter> tensors) => Join.Cat([.. Required(tensors).Select(p => p.reshape(-1))], 0);

            /// <summary>Sets all parameters from a vector of <see cref="parameters_to_vector"/>.</summary>
            public static void vector_to_parameters(Tensor vec, IEnumerable<Modules.Parameter> tensors)
            {
                using var guard = no_grad();
                long at = 0;
                foreach (var p in Required(tensors))
                {
                    using var part = vec.narrow(0, at, p._count);
                    using var shaped = part.reshape(p._shape);
                    p.copy_(shaped);
                    at += p._count;
                }
            }
        }
    }
}
