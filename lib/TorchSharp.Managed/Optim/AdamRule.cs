namespace TorchSharp.Modules;

/// <summary>What <see cref="Adam"/> and <see cref="AdamW"/> have in common: they differ in where the weight decay goes.</summary>
internal sealed class AdamRule
{
    private readonly bool _decoupled;
    private double _eps, _decay;
    private bool _amsgrad, _maximize;

    /// <summary>Checks the numbers.</summary>
    /// <param name="beta1">How much of the mean of the gradient goes on.</param>
    /// <param name="beta2">How much of the mean of its square goes on.</param>
    /// <param name="eps">Added to the root of the mean square.</param>
    /// <param name="weightDecay">How fast weights shrink.</param>
    /// <param name="decoupled">True to shrink the weights themselves (AdamW), false to add the decay to the gradient (Adam).</param>
    /// <param name="amsgrad">Whether the largest mean square so far counts instead of the present one.</param>
    /// <param name="maximize">Whether to go uphill.</param>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    internal AdamRule(double beta1, double beta2, double eps, double weightDecay, bool decoupled, bool amsgrad, bool maximize)
    {
        OptimizerHelper.Require(beta1 >= 0 && beta1 < 1, $"beta1 lies between 0 and 1, and this is {beta1}", nameof(beta1));
        OptimizerHelper.Require(beta2 >= 0 && beta2 < 1, $"beta2 lies between 0 and 1, and this is {beta2}", nameof(beta2));
        OptimizerHelper.Require(eps >= 0, $"eps is not negative, and this is {eps}", nameof(eps));
        OptimizerHelper.Require(weightDecay >= 0, $"the weight decay is not negative, and this is {weightDecay}", "weight_decay");
        (_eps, _decay, _decoupled, _amsgrad, _maximize) = (eps, weightDecay, decoupled, amsgrad, maximize);
    }

    /// <summary>Tensors of memory a parameter: mean, mean square and, with amsgrad, the largest of these.</summary>
    internal int Memories => _amsgrad ? 3 : 2;

    /// <summary>Writes the options after the learning rates, in TorchSharp's order.</summary>
    internal void Write(BinaryWriter writer, (double, double) betas)
    {
        foreach (double number in (double[])[betas.Item1, betas.Item2, _eps, _decay]) writer.Write(number);
        writer.Write(_amsgrad);
        writer.Write(_maximize);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <returns>The betas.</returns>
    internal (double, double) Read(BinaryReader reader)
    {
        var betas = (reader.ReadDouble(), reader.ReadDouble());
        (_eps, _decay, _amsgrad, _maximize) = (reader.ReadDouble(), reader.ReadDouble(), reader.ReadBoolean(), reader.ReadBoolean());
        return betas;
    }

    /// <summary>One step of a piece of a parameter.</summary>
    internal void Step<T>(in OptimizerHelper.Piece<T> piece, (double, double) betas, double rate) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (beta1, beta2) = betas;
        double step = rate / (1 - Math.Pow(beta1, piece.Step)), root = Math.Sqrt(1 - Math.Pow(beta2, piece.Step));
        OptimizerKernels.Adam(piece.Gradient, piece.Values, piece.Memory(0), piece.Memory(1), _amsgrad ? piece.Memory(2) : default,
            T.CreateTruncating(_decoupled ? 0 : _decay), T.CreateTruncating(_decoupled ? 1 - rate * _decay : 1),
            T.CreateTruncating(beta1), T.CreateTruncating(1 - beta1), T.CreateTruncating(beta2), T.CreateTruncating(1 - beta2), T.CreateTruncating(step), T.CreateTruncating(root), T.CreateTruncating(_eps), _maximize);
    }
}
