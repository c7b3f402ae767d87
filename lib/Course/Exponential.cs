using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Course;

/// <summary>The exponential function of many numbers.</summary>
/// <remarks>
/// Numbers are taken in fours from the first one on, so a result never depends on where in memory they lie. TensorPrimitives starts where memory is
/// aligned, and in its exponential one number's last digit can depend on the others in its vector: two runs of one program then differ.
/// </remarks>
internal static class Exponential
{
    /// <summary>x -> exp x.</summary>
    public static void InPlace(Span<double> x)
    {
        var whole = MemoryMarshal.Cast<double, Vector256<double>>(x);
        foreach (ref var four in whole)
            four = Vector256.Exp(four);
        var rest = x[(whole.Length * Vector256<double>.Count)..];
        if (rest.IsEmpty)
            return;
        Span<double> last = [0, 0, 0, 0];
        rest.CopyTo(last);
        Vector256.Exp(Vector256.Create<double>(last)).CopyTo(last);
        last[..rest.Length].CopyTo(rest);
    }
}
