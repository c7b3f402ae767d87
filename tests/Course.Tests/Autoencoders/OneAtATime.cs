namespace Course.Tests.Autoencoders;

/// <summary>Tests that draw random numbers from TorchSharp's default generator, or set or need the environment variable that names the data folder. A process
/// has one of each, so none of them runs beside another.</summary>
internal static class OneAtATime
{
    public const string Name = "one at a time";
}
