using TorchSharp.Modules;

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class optim
        {
            /// <summary>AdamW (Loshchilov and Hutter 2019): Adam with a weight decay of its own.</summary>
            public static AdamW AdamW(IEnumerable<Parameter> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-08, double weight_decay = 0, bool amsgrad = false, bool maximize = false) => new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

            /// <inheritdoc cref="AdamW(IEnumerable{Parameter}, double, double, double, double, double, bool, bool)"/>
            public static AdamW AdamW(IEnumerable<(string name, Parameter parameter)> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-08, double weight_decay = 0, bool amsgrad = false, bool maximize = false) => new(parameters.Select(p => p.parameter), lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);
        }
    }
}

namespace TorchSharp.Modules
{
    /// <summary>AdamW (Loshchilov and Hutter 2019): Adam with a weight decay of its own.</summary>
    public class AdamW : OptimizerHelper, torch.optim.IBetas
    {
        private readonly double _eps, _decay;
        private readonly bool _amsgrad, _maximize;

        /// <summary>The optimizer of these parameters.</summary>
        /// <exception cref="ArgumentException">A number is out of its range.</exception>
        public AdamW(IEnumerable<Parameter> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-08, double weight_decay = 0, bool amsgrad = false, bool maximize = false) : base(parameters, lr)
        {
            Require(beta1 >= 0 && beta1 < 1, $"beta1 lies between 0 and 1, and this is {beta1}", nameof(beta1));
            Require(beta2 >= 0 && beta2 < 1, $"beta2 lies between 0 and 1, and this is {beta2}", nameof(beta2));
            Require(eps >= 0, $"eps is not negative, and this is {eps}", nameof(eps));
            Require(weight_decay >= 0, $"the weight decay is not negative, and this is {weight_decay}", nameof(weight_decay));
            (Betas, _eps, _decay, _amsgrad, _maximize) = ((beta1, beta2), eps, weight_decay, amsgrad, maximize);
        }

        /// <summary>How much of the means of gradient and squared gradient goes on.</summary>
        public (double, double) Betas { get; set; }

        private protected override int Memories => _amsgrad ? 3 : 2;

        private protected override void Update<T>(in Piece<T> piece, double rate)
        {
            var (beta1, beta2) = Betas;
            double step = rate / (1 - Math.Pow(beta1, piece.Step)), root = Math.Sqrt(1 - Math.Pow(beta2, piece.Step));
            OptimizerKernels.Adam(piece.Gradient, piece.Values, piece.Memory(0), piece.Memory(1), _amsgrad ? piece.Memory(2) : default, T.Zero, T.CreateTruncating(1 - rate * _decay),
                T.CreateTruncating(beta1), T.CreateTruncating(beta2), T.CreateTruncating(step), T.CreateTruncating(root), T.CreateTruncating(_eps), _maximize);
        }
    }
}
