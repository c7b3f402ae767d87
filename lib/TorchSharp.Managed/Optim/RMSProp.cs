using TorchSharp.Modules;

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class optim
        {
            /// <summary>RMSProp (Tieleman and Hinton 2012): steps by the gradient over the root of its mean square.</summary>
            public static RMSProp RMSProp(IEnumerable<Parameter> parameters, double lr = 0.01, double alpha = 0.99, double eps = 1e-08, double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false) => new(parameters, lr, alpha, eps, weight_decay, momentum, centered, maximize);

            /// <inheritdoc cref="RMSProp(IEnumerable{Parameter}, double, double, double, double, double, bool, bool)"/>
            public static RMSProp RMSProp(IEnumerable<(string name, Parameter parameter)> parameters, double lr = 0.01, double alpha = 0.99, double eps = 1e-08, double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false) => new(parameters.Select(p => p.parameter), lr, alpha, eps, weight_decay, momentum, centered, maximize);
        }
    }
}

namespace TorchSharp.Modules
{
    /// <summary>RMSProp (Tieleman and Hinton 2012): steps by the gradient over the root of its mean square.</summary>
    public class RMSProp : OptimizerHelper, torch.optim.IMomentum
    {
        private double _alpha, _eps, _decay;
        private bool _centered, _maximize;

        /// <summary>The optimizer of these parameters.</summary>
        /// <exception cref="ArgumentException">A number is out of its range.</exception>
        public RMSProp(IEnumerable<Parameter> parameters, double lr = 0.001, double alpha = 0.99, double eps = 1e-08, double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false) : base(parameters, lr)
        {
            Require(alpha >= 0, $"alpha is not negative, and this is {alpha}", nameof(alpha));
            Require(eps >= 0, $"eps is not negative, and this is {eps}", nameof(eps));
            Require(momentum >= 0, $"momentum is not negative, and this is {momentum}", nameof(momentum));
            Require(weight_decay >= 0, $"the weight decay is not negative, and this is {weight_decay}", nameof(weight_decay));
            (Momentum, _alpha, _eps, _decay, _centered, _maximize) = (momentum, alpha, eps, weight_decay, centered, maximize);
        }

        /// <summary>How much of the last step goes on.</summary>
        public double Momentum { get; set; }

        private protected override int Memories => 3;

        private protected override int MostMemories => 3;

        private protected override int? CertainMemories => 1;

        private protected override void WriteOptions(BinaryWriter writer)
        {
            writer.Write(_maximize);
            foreach (double number in (double[])[Momentum, _alpha, _eps, _decay]) writer.Write(number);
            writer.Write(_centered);
        }

        private protected override void ReadOptions(BinaryReader reader) =>
            (_maximize, Momentum, _alpha, _eps, _decay, _centered) = (reader.ReadBoolean(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadBoolean());

        private protected override void Update<T>(in Piece<T> piece, double rate)
        {
            OptimizerKernels.RmsProp(piece.Gradient, piece.Values, piece.Memory(0), _centered ? piece.Memory(2) : default, Momentum > 0 ? piece.Memory(1) : default,
                T.CreateTruncating(rate), T.CreateTruncating(_decay), T.CreateTruncating(_alpha), T.CreateTruncating(1 - _alpha), T.CreateTruncating(_eps), T.CreateTruncating(Momentum), _maximize);
        }
    }
}
