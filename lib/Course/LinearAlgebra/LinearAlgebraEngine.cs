using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using MathNet.Numerics;
using MathNet.Numerics.Providers.LinearAlgebra;
using Simd;

namespace Course.LinearAlgebra;

/// <summary>What computes Math.NET's matrix products and decompositions.</summary>
/// <remarks>
/// Math.NET hands its dense matrices to a provider. As soon as Course is loaded this is ours, so that plain Math.NET code (<c>a * b</c>, <c>a.QR()</c>,
/// <c>a.Solve(b)</c>, <c>a.Svd()</c>) runs on all processors and their vector units. Results are the same to the last bit for every number of threads;
/// between the two providers they differ by rounding.
/// What Math.NET computes itself, such as a function of the user's for every element, it does in order and in the calling thread
/// (<see cref="Control.MaxDegreeOfParallelism"/> is 1): by default it gives long vectors to several threads, and a function that draws random numbers
/// would draw others in every run, or break its generator.
/// </remarks>
/// <example>
/// <code>
/// LinearAlgebraEngine.UseManaged();   // Math.NET's own provider
/// LinearAlgebraEngine.UseSimd();      // ours again
/// LinearAlgebraEngine.ThreadCount = 1;
/// </code>
/// </example>
public static class LinearAlgebraEngine
{
    /// <summary>Whether Math.NET computes with our provider at the moment.</summary>
    public static bool IsSimd => LinearAlgebraControl.Provider is SimdLinearAlgebraProvider;

    /// <summary>
    /// Most threads that one operation may use, the caller's own included: 1 to 1024; at first the processors that the process may use.
    /// </summary>
    /// <remarks>Applies to the whole process. With Math.NET's own provider it is Math.NET's <see cref="Control.MaxDegreeOfParallelism"/> too.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in that range.</exception>
    public static int ThreadCount
    {
        get => SimdOptions.ThreadCount;
        set
        {
            SimdOptions.ThreadCount = value;
            if (!IsSimd) Control.MaxDegreeOfParallelism = value;
        }
    }

    /// <summary>Makes Math.NET compute with our provider, from the next operation on. Loading Course does it once.</summary>
    public static void UseSimd()
    {
        LinearAlgebraControl.Provider = SimdLinearAlgebraProvider.Instance;
        Control.MaxDegreeOfParallelism = 1;
    }

    /// <summary>Makes Math.NET compute with its own managed provider again.</summary>
    public static void UseManaged()
    {
        LinearAlgebraControl.UseManaged();
        Control.MaxDegreeOfParallelism = ThreadCount;
    }

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "A notebook only references the library: loading it is the one moment to install the provider.")]
    internal static void Install() => UseSimd();
}
