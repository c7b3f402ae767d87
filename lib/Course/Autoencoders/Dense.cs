using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Course.Autoencoders;

/// <summary>Dense layers with Keras's starting values, and chains of them.</summary>
internal static class Dense
{
    public static Linear Layer(int inputs, int outputs)
    {
        Guard.Count(inputs, 1, nameof(inputs), "inputs of a layer");
        Guard.Count(outputs, 1, nameof(outputs), "outputs of a layer");
        var layer = nn.Linear(inputs, outputs);
        KerasInitializers.Apply(layer);
        return layer;
    }

    /// <summary>784-100-30 with SELU after each layer.</summary>
    public static Sequential SeluEncoder(int features, int hidden, int code) => nn.Sequential(Layer(features, hidden), nn.SELU(), Layer(hidden, code), nn.SELU());

    /// <summary>30-100-784 with SELU, and a sigmoid at the end, as pixels lie between 0 and 1.</summary>
    public static Sequential SeluDecoder(int features, int hidden, int code) => nn.Sequential(Layer(code, hidden), nn.SELU(), Layer(hidden, features), nn.Sigmoid());
}
