namespace TorchSharp;

/// <summary>The exceptions of the library: one place that decides which type a kind of fault has.</summary>
/// <remarks>What TorchSharp leaves to its native library to find is an <see cref="ExternalException"/> there, and so here.</remarks>
internal static class Fail
{
    /// <summary>A fault that the native library finds: shapes, ranges, dtypes, the state of the graph.</summary>
    internal static ExternalException Native(string message) => new(message);

    internal static ExternalException Shape(string operation, long[] a, long[] b) =>
        new($"{operation}: shapes [{string.Join(", ", a)}] and [{string.Join(", ", b)}] do not fit together");

    internal static ExternalException Dim(long dim, int rank) => new(rank == 0
        ? $"dimension {dim} is out of range: a tensor without dimensions takes 0 or -1"
        : $"dimension {dim} is out of range: a tensor with {rank} dimensions takes {-rank} to {rank - 1}");

    internal static ExternalException Type(string operation, ScalarType type) => new($"{operation} is not defined for tensors of {type}");

    internal static ExternalException Types(string operation, ScalarType a, ScalarType b) =>
        new($"{operation} wants tensors of one type, and these are {a} and {b}: convert one with to(...)");
}
