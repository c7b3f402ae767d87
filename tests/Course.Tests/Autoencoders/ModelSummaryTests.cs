using Course.Autoencoders;
using static TorchSharp.torch;

namespace Course.Tests.Autoencoders;

[Collection(OneAtATime.Name)]
public sealed class ModelSummaryTests
{
    [Fact]
    public void Layers_shapes_and_parameters_of_the_stacked_one()
    {
        using var model = new StackedAutoencoder();
        model.train();

        var summary = model.Summary();

        summary.Layers.Select(layer => layer.Name).ShouldBe(["encoder.0", "encoder.1", "encoder.2", "encoder.3", "decoder.0", "decoder.1", "decoder.2", "decoder.3"]);
        summary.Layers.Select(layer => layer.Kind).ShouldBe(["Linear", "SELU", "Linear", "SELU", "Linear", "SELU", "Linear", "Sigmoid"]);
        summary.Layers.Select(layer => layer.OutputShape.Single()).ShouldBe([100, 100, 30, 30, 100, 100, 784, 784]);
        summary.Layers.Select(layer => layer.Parameters).ShouldBe([78_500, 0, 3_030, 0, 3_100, 0, 79_184, 0]);
        (summary.Parameters, summary.FixedParameters).ShouldBe((163_814, 0));
        model.training.ShouldBeTrue();
        summary.ToString().ShouldContain("163,814 parameters to train");
    }

    [Fact]
    public void Shapes_of_pictures_and_sequences()
    {
        using var convolutional = new ConvolutionalAutoencoder();
        string.Join("; ", convolutional.Summary().Layers.Where(layer => layer.Kind is "MaxPool2d" or "Crop2d" or "Flatten").Select(layer => string.Join("x", layer.OutputShape)))
            .ShouldBe("16x14x14; 32x7x7; 64x3x3; 16x14x14; 1x28x28; 784");

        using var recurrent = new RecurrentAutoencoder();
        var summary = recurrent.Summary();
        summary.Layers.Where(layer => layer.Kind is "Lstm" or "RepeatVector").Select(layer => string.Join("x", layer.OutputShape)).ShouldBe(["28x100", "30", "28x30", "28x100"]);
        // Keras's numbers: one bias.
        summary.Layers.Where(layer => layer.Kind == "Lstm").Select(layer => layer.Parameters).ShouldBe([51_600, 15_720, 52_400]);
        summary.FixedParameters.ShouldBe(400 + 120 + 400);
    }

    [Fact]
    public void A_layer_alone_a_batch_of_another_type_and_html()
    {
        var layer = nn.Linear(5, 2, dtype: ScalarType.Float64);

        layer.Summary(5).Layers.Single().Parameters.ShouldBe(12);
        layer.Summary(7, 5).Layers.Single().OutputShape.ShouldBe([7, 2]);
        using var writer = new StringWriter();
        ModelSummary.WriteHtml(nn.Sequential(layer, nn.ReLU()).Summary(5), writer);
        writer.ToString().ShouldContain("<td style=\"text-align:left\">n x 2</td>");
        layer.call(zeros(1, 5, float64)).shape.ShouldBe([1, 2], "no hook is left");
        Should.Throw<ArgumentException>(() => layer.Summary(0)).ParamName.ShouldBe("sampleShape");
    }

    [Fact]
    public void A_dry_run_changes_nothing()
    {
        using var model = new DenoisingAutoencoder(nn.Dropout(0.5), 6, 4, 3);
        var before = TrainerTests.Bits(model.parameters());
        manual_seed(1);
        var expected = rand(2).data<float>().ToArray();
        manual_seed(1);

        model.Summary(6);

        rand(2).data<float>().ToArray().ShouldBe(expected);
        TrainerTests.Bits(model.parameters()).ShouldBe(before);
        model.parameters().Select(parameter => parameter.grad).ShouldAllBe(gradient => ReferenceEquals(gradient, null));
    }
}
