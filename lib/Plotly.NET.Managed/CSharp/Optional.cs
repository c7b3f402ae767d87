namespace Plotly.NET.CSharp;

/// <summary>An argument that may be left out: <c>default</c> is none, a value converts by itself.</summary>
/// <typeparam name="T">The argument's type.</typeparam>
public struct Optional<T>
{
    /// <summary>An argument that is there when <paramref name="IsSome"/> is true.</summary>
    public Optional(T Value, bool IsSome) => (this.Value, this.IsSome) = (Value, IsSome);

    /// <summary>The value; meaningful only when the argument is there.</summary>
    public T Value { get; set; }

    internal bool IsSome { get; }

    /// <summary>An argument that is there.</summary>
    public static implicit operator Optional<T>(T Value) => new(Value, true);

    /// <summary>The value, and whether it is there.</summary>
    public readonly void Deconstruct(out T Value, out bool IsSome) => (Value, IsSome) = (this.Value, this.IsSome);

    /// <summary>The value as text, or <c>none</c>.</summary>
    public override readonly string ToString() => IsSome ? $"{Value}" : "none";
}
