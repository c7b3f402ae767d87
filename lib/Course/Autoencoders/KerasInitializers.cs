using MathNet.Numerics;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Course.Autoencoders;

/// <summary>Starting values as Keras chooses them; PyTorch's layers begin with others. All write into the tensor.</summary>
/// <remarks>Random numbers are those of TorchSharp's default generator: call <c>torch.manual_seed</c> before.</remarks>
public static class KerasInitializers
{
    // Standard deviation of a standard normal number that is drawn again while it lies beyond +-2.
    private const double TruncatedDeviation = 0.87962566103423978;

    /// <summary>Uniform with variance 2 / (fan in + fan out), within +- sqrt(6 / (fan in + fan out)): Keras's default for kernels.</summary>
    /// <remarks>X. Glorot and Y. Bengio, AISTATS 2010: keeps the size of values and of gradients from layer to layer.</remarks>
    /// <param name="weight">At least two dimensions: outputs and inputs, then a window.</param>
    /// <exception cref="ArgumentException">It has fewer dimensions.</exception>
    public static void GlorotUniform(Tensor weight)
    {
        var (inputs, outputs) = Fans(weight);
        Uniform(weight, Math.Sqrt(6.0 / (inputs + outputs)));
    }

    /// <summary>Normal with variance 1 / fan in, cut off at two standard deviations: <c>kernel_initializer="lecun_normal"</c>, for layers with SELU.</summary>
    /// <remarks>Y. LeCun et al., Efficient BackProp (1998); G. Klambauer et al., Self-normalizing neural networks (2017).</remarks>
    /// <inheritdoc cref="GlorotUniform" path="/param"/>
    /// <inheritdoc cref="GlorotUniform" path="/exception"/>
    public static void LecunNormal(Tensor weight)
    {
        var deviation = Math.Sqrt(1.0 / Fans(weight).Inputs) / TruncatedDeviation;
        // Drawn by inversion from the part between -2 and 2. TorchSharp's own trunc_normal_ gives one number to all weights.
        var bound = SpecialFunctions.Erf(Math.Sqrt(2));
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        var parts = empty(weight.shape, float64).uniform_(-bound, bound).data<double>().ToArray();
        weight.copy_(tensor(Array.ConvertAll(parts, part => deviation * Math.Sqrt(2) * SpecialFunctions.ErfInv(part)), weight.shape));
    }

    /// <summary>A random orthogonal matrix: orthonormal rows, or columns where there are fewer of those.</summary>
    /// <remarks>The Q of a matrix of normal numbers, with the signs that make all such matrices equally likely (F. Mezzadri, Notices AMS 54 (2007)
    /// 592). Recurrent kernels begin so, as powers of them neither grow nor shrink (A. Saxe et al. 2014).</remarks>
    /// <param name="weight">Two dimensions.</param>
    /// <exception cref="ArgumentException">It has another number of dimensions.</exception>
    public static void Orthogonal(Tensor weight)
    {
        ArgumentNullException.ThrowIfNull(weight);
        if (weight.shape.Length != 2)
            throw new ArgumentException($"weight has the shape {TensorBridge.Shape(weight.shape)}; an orthogonal matrix has two dimensions.", nameof(weight));
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        var (rows, columns) = (weight.shape[0], weight.shape[1]);
        var normal = randn(Math.Max(rows, columns), Math.Min(rows, columns), float64).ToMatrix();
        var factors = normal.QR(MathNet.Numerics.LinearAlgebra.Factorization.QRMethod.Thin);
        var q = factors.Q;
        for (var j = 0; j < q.ColumnCount; j++)
            if (factors.R[j, j] < 0)
                q.SetColumn(j, -q.Column(j));
        weight.copy_((rows >= columns ? q : q.Transpose()).ToTensor(ScalarType.Float64));
    }

    /// <summary>Gives all layers of a model the values they begin with in Keras: kernels Glorot-uniform, biases 0, and those of LSTM layers as
    /// <see cref="Lstm"/>.</summary>
    /// <param name="model">A layer or a model of linear, convolutional and LSTM layers; others stay as they are.</param>
    public static void Apply(nn.Module model)
    {
        ArgumentNullException.ThrowIfNull(model);
        switch (model)
        {
            case Linear linear:
                GlorotUniform(linear.weight);
                Zeros(linear.bias);
                break;
            case Convolution convolution:
                GlorotUniform(convolution.weight);
                Zeros(convolution.bias);
                break;
            case LSTM lstm:
                Lstm(lstm);
                break;
            default:
                foreach (var (_, part) in model.named_children())
                    Apply(part);
                break;
        }
    }

    /// <summary>A layer of long short-term memory as Keras begins it: input kernel Glorot-uniform, recurrent kernel orthogonal, each over the four gates
    /// together; one bias, 1 for the forget gate and 0 for the others.</summary>
    /// <remarks>PyTorch's layer has two biases that are added. Keras has one: the second is set to 0 and no longer trained.</remarks>
    /// <param name="lstm">One layer, one direction, with bias.</param>
    public static void Lstm(LSTM lstm)
    {
        ArgumentNullException.ThrowIfNull(lstm);
        Tensor Part(string name) => lstm.get_parameter(name) ?? throw new ArgumentException($"the layer has no {name}", nameof(lstm));
        var recurrent = Part("weight_hh_l0");
        GlorotUniform(Part("weight_ih_l0"));
        Orthogonal(recurrent);
        var (bias, second, hidden) = (Part("bias_ih_l0"), Part("bias_hh_l0"), recurrent.shape[1]);
        nn.init.zeros_(bias);
        nn.init.zeros_(second);
        second.requires_grad = false;
        // The gates come in the order input, forget, cell, output.
        using var guard = no_grad();
        using var forget = bias.narrow(0, hidden, hidden);
        forget.fill_(1);
    }

    private static void Zeros(Tensor? bias)
    {
        if (bias is not null)
            nn.init.zeros_(bias);
    }

    private static void Uniform(Tensor weight, double bound) => nn.init.uniform_(weight, -bound, bound);

    private static (long Inputs, long Outputs) Fans(Tensor weight)
    {
        ArgumentNullException.ThrowIfNull(weight);
        var shape = weight.shape;
        if (shape.Length < 2)
            throw new ArgumentException($"weight has the shape {TensorBridge.Shape(shape)}; a kernel has at least two dimensions, outputs and inputs.", nameof(weight));
        var window = shape[2..].Aggregate(1L, (product, size) => product * size);
        return (shape[1] * window, shape[0] * window);
    }
}
