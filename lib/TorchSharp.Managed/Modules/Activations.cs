using TorchSharp.Modules;

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>max(x, 0).</summary>
            public static ReLU ReLU(bool inplace = false) => new(inplace);

            /// <summary>The scaled exponential linear unit, which keeps mean 0 and variance 1 (Klambauer et al. 2017).</summary>
            public static SELU SELU(bool inplace = false) => new(inplace);

            /// <summary>x above 0, alpha (e^x - 1) below.</summary>
            public static ELU ELU(double alpha = 1, bool inplace = false) => new(alpha, inplace);

            /// <summary>x above 0, a fraction of it below.</summary>
            public static LeakyReLU LeakyReLU(double negative_slope = 0.01, bool inplace = false) => new(negative_slope, inplace);

            /// <summary>1 / (1 + e^-x).</summary>
            public static Sigmoid Sigmoid() => new(false);

            /// <summary>1 / (1 + e^-x).</summary>
            public static Sigmoid Sigmoid(bool inplace) => new(inplace);

            /// <summary>The hyperbolic tangent.</summary>
            public static Tanh Tanh() => new(false);

            /// <summary>The hyperbolic tangent.</summary>
            public static Tanh Tanh(bool inplace = false) => new(inplace);

            /// <summary>x times the logistic function of x.</summary>
            public static SiLU SiLU() => new(false);

            /// <summary>x times the logistic function of x.</summary>
            public static SiLU SiLU(bool inplace) => new(inplace);

            /// <summary>log(1 + e^(beta x)) / beta; x where beta x is above the threshold.</summary>
            public static Softplus Softplus(double beta = 1, double threshold = 20) => new(beta, threshold);

            /// <summary>The logarithm of the logistic function.</summary>
            public static LogSigmoid LogSigmoid() => new();

            /// <summary>e^x divided by their sum along a dimension.</summary>
            public static Softmax Softmax(long dim) => new(dim);

            /// <summary>The logarithm of the softmax along a dimension.</summary>
            public static LogSoftmax LogSoftmax(long dim) => new(dim);

            /// <summary>x itself.</summary>
            public static Identity Identity() => new();

            /// <summary>x times the normal distribution function of x.</summary>
            public static GELU GELU() => new(Modules.GELU.Approximate.none);

            /// <inheritdoc cref="GELU()"/>
            public static GELU GELU(bool inplace) => new(Modules.GELU.Approximate.none, inplace);

            /// <summary>x times the normal distribution function of x, or its approximation by tanh.</summary>
            public static GELU GELU(GELU.Approximate approximate, bool inplace = false) => new(approximate, inplace);
        }
    }
}

namespace TorchSharp.Modules
{
    /// <summary>max(x, 0).</summary>
    public sealed class ReLU : ParameterLessModule<Tensor, Tensor>
    {
        internal ReLU(bool inplace) : base(nameof(ReLU))
        {
            this.inplace = inplace;
        }

        /// <summary>True if the input may be overwritten. Results are the same; the input is left as it is.</summary>
        public bool inplace { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => tensor.relu();
    }

    /// <summary>The scaled exponential linear unit, which keeps mean 0 and variance 1 (Klambauer et al. 2017).</summary>
    public sealed class SELU : ParameterLessModule<Tensor, Tensor>
    {
        internal SELU(bool inplace) : base(nameof(SELU))
        {
            this.inplace = inplace;
        }

        /// <summary>True if the input may be overwritten. Results are the same; the input is left as it is.</summary>
        public bool inplace { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => tensor.selu();
    }

    /// <summary>x above 0, alpha (e^x - 1) below.</summary>
    public sealed class ELU : ParameterLessModule<Tensor, Tensor>
    {
        internal ELU(double alpha, bool inplace) : base(nameof(ELU))
        {
            this.alpha = alpha;
            this.inplace = inplace;
        }

        /// <summary>The height of the left plateau, below 0.</summary>
        public double alpha { get; set; }

        /// <summary>True if the input may be overwritten. Results are the same; the input is left as it is.</summary>
        public bool inplace { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => tensor.elu(alpha);
    }

    /// <summary>x above 0, a fraction of it below.</summary>
    public sealed class LeakyReLU : ParameterLessModule<Tensor, Tensor>
    {
        internal LeakyReLU(double negative_slope, bool inplace) : base(nameof(LeakyReLU))
        {
            this.negative_slope = negative_slope;
            this.inplace = inplace;
        }

        /// <summary>The slope below 0.</summary>
        public double negative_slope { get; set; }

        /// <summary>True if the input may be overwritten. Results are the same; the input is left as it is.</summary>
        public bool inplace { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => tensor.leaky_relu(negative_slope);
    }

    /// <summary>1 / (1 + e^-x).</summary>
    public sealed class Sigmoid : ParameterLessModule<Tensor, Tensor>
    {
        internal Sigmoid(bool inplace) : base(nameof(Sigmoid))
        {
            this.inplace = inplace;
        }

        /// <summary>True if the input may be overwritten. Results are the same; the input is left as it is.</summary>
        public bool inplace { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => tensor.sigmoid();
    }

    /// <summary>The hyperbolic tangent.</summary>
    public sealed class Tanh : ParameterLessModule<Tensor, Tensor>
    {
        internal Tanh(bool inplace) : base(nameof(Tanh))
        {
            this.inplace = inplace;
        }

        /// <summary>True if the input may be overwritten. Results are the same; the input is left as it is.</summary>
        public bool inplace { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => tensor.tanh();
    }

    /// <summary>x times the logistic function of x.</summary>
    public sealed class SiLU : ParameterLessModule<Tensor, Tensor>
    {
        internal SiLU(bool inplace) : base(nameof(SiLU))
        {
            this.inplace = inplace;
        }

        /// <summary>True if the input may be overwritten. Results are the same; the input is left as it is.</summary>
        public bool inplace { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => tensor.silu();
    }

    /// <summary>log(1 + e^(beta x)) / beta; x where beta x is above the threshold.</summary>
    public sealed class Softplus : ParameterLessModule<Tensor, Tensor>
    {
        internal Softplus(double beta, double threshold) : base(nameof(Softplus))
        {
            this.beta = beta;
            this.threshold = threshold;
        }

        /// <summary>Sharpness.</summary>
        public double beta { get; set; }

        /// <summary>Where the function goes over into x.</summary>
        public double threshold { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => tensor.softplus(beta, threshold);
    }

    /// <summary>The logarithm of the logistic function.</summary>
    public sealed class LogSigmoid : ParameterLessModule<Tensor, Tensor>
    {
        internal LogSigmoid() : base(nameof(LogSigmoid))
        {
        }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => tensor.log_sigmoid();
    }

    /// <summary>e^x divided by their sum along a dimension.</summary>
    public sealed class Softmax : ParameterLessModule<Tensor, Tensor>
    {
        internal Softmax(long dim) : base(nameof(Softmax))
        {
            this.dim = dim;
        }

        /// <summary>The dimension along which the results sum to 1.</summary>
        public long dim { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => tensor.softmax(dim);
    }

    /// <summary>The logarithm of the softmax along a dimension.</summary>
    public sealed class LogSoftmax : ParameterLessModule<Tensor, Tensor>
    {
        internal LogSoftmax(long dim) : base(nameof(LogSoftmax))
        {
            this.dim = dim;
        }

        /// <summary>The dimension along which the results sum to 1.</summary>
        public long dim { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => tensor.log_softmax(dim);
    }

    /// <summary>x itself.</summary>
    public sealed class Identity : ParameterLessModule<Tensor, Tensor>
    {
        internal Identity() : base(nameof(Identity))
        {
        }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => tensor.alias();
    }

    /// <summary>x times the normal distribution function of x, or its approximation by tanh.</summary>
    public sealed class GELU : ParameterLessModule<Tensor, Tensor>
    {
        internal GELU(Approximate approximate, bool inplace = false) : base(nameof(GELU))
        {
            this.approximate = approximate;
            this.inplace = inplace;
        }

        /// <summary>How the normal distribution function is computed.</summary>
        public enum Approximate
        {
            /// <summary>As it is.</summary>
            none = 0,

            /// <summary>By tanh.</summary>
            tanh = 1,
        }

        /// <summary>How the normal distribution function is computed.</summary>
        public Approximate approximate { get; set; }

        /// <summary>True if the input may be overwritten. Results are the same; the input is left as it is.</summary>
        public bool inplace { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => torch.nn.functional.gelu(tensor, approximate);
    }
}
