using TorchSharp;

namespace Course.Autoencoders;

/// <summary>While it lasts, TorchSharp's default generator gives the numbers of a seed; then it goes on where it was before.</summary>
/// <remarks>So what is made or trained with a seed depends on nothing that was drawn before it, and disturbs nothing that is drawn after it.</remarks>
internal sealed class SeededRandom : IDisposable
{
    private readonly torch.Tensor _before;

    public SeededRandom(long seed)
    {
        _before = torch.get_rng_state().DetachFromDisposeScope();
        torch.manual_seed(Mixed(seed, 0));
    }

    /// <summary>Starts the numbers of one part of the work, which depend on the seed and the part's number alone.</summary>
    public static void Start(long seed, long part) => torch.manual_seed(Mixed(seed, part));

    public void Dispose()
    {
        torch.set_rng_state(_before);
        _before.Dispose();
    }

    // G. Steele, D. Lea and C. Flood's SplitMix (2014): neighbouring seeds give unrelated numbers. The generator takes 32 bits.
    private static long Mixed(long seed, long part)
    {
        var z = unchecked((ulong)seed + 0x9e3779b97f4a7c15UL * (ulong)(part + 1));
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9UL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebUL;
        return (long)((z ^ (z >> 31)) & 0xffffffff);
    }
}
