using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Course.Autoencoders;

/// <summary>What can be asked of any model.</summary>
public static class ModelExtensions
{
    /// <summary>The layers of a model, found by sending one sample of zeros through it.</summary>
    /// <remarks>The model is in evaluation mode meanwhile, and afterwards in the mode it was in; nothing is recorded for gradients.</remarks>
    /// <param name="model">From inputs to outputs.</param>
    /// <param name="sampleShape">Shape of one sample, without the samples' dimension (default 784).</param>
    /// <exception cref="ArgumentException">A size is less than 1.</exception>
    public static ModelSummary Summary(this nn.Module<Tensor, Tensor> model, params long[] sampleShape)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(sampleShape);
        long[] shape = [1, .. sampleShape.Length == 0 ? [784] : sampleShape];
        if (shape.Any(size => size < 1))
            throw new ArgumentException($"sampleShape is {TensorBridge.Shape(sampleShape)}; each size should be at least 1.", nameof(sampleShape));

        var layers = new List<LayerSummary>();
        var hooks = new List<Action>();
        foreach (var (name, part) in model.named_modules())
            if (part is nn.Module<Tensor, Tensor> layer && !Chain(part))
                hooks.Add(layer.register_forward_hook((_, _, output) =>
                {
                    layers.Add(new LayerSummary(name, layer.GetType().Name, output.shape[1..], Count(layer, trained: true)));
                    return output;
                }).remove);
        if (hooks.Count == 0)
            hooks.Add(model.register_forward_hook((_, _, output) =>
            {
                layers.Add(new LayerSummary("", model.GetType().Name, output.shape[1..], Count(model, trained: true)));
                return output;
            }).remove);

        var training = model.training;
        model.eval();
        try
        {
            using var scope = NewDisposeScope();
            using var guard = no_grad();
            model.call(zeros(shape, model.parameters().FirstOrDefault()?.dtype ?? float32));
        }
        finally
        {
            model.train(training);
            foreach (var remove in hooks)
                remove();
        }
        return new ModelSummary(model.GetType().Name, layers, Count(model, trained: true), Count(model, trained: false));
    }

    // Chains and models within the model are shown by their parts, and so is a layer's inside by the layer.
    private static bool Chain(nn.Module part) => part is Sequential || part.named_children().Any(child => child.module is nn.Module<Tensor, Tensor>);

    private static long Count(nn.Module part, bool trained) => part.parameters().Where(parameter => parameter.requires_grad == trained).Sum(parameter => parameter.numel());
}
