namespace Course.Tests.Autoencoders;

/// <summary>Tests that draw random numbers from TorchSharp's default generator, of which a process has one: none of them runs beside another.</summary>
internal static class OneAtATime
{
    public const string Name = "TorchSharp's generator";
}
