using System.Numerics;

namespace Simd.Gemm;

/// <summary>
/// What a tile asks of a register, on the runtime's own type: a sum that is wrapped in a struct is moved to another register after every
/// multiply-add, one that is not stays where it is.
/// </summary>
/// <typeparam name="TRegister">Vector512, Vector256, Vector128 of T, or T itself.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
internal unsafe interface IRegister<TRegister, T>
    where TRegister : unmanaged
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Numbers in the register.</summary>
    static abstract int Count { get; }

    /// <summary>All lanes <paramref name="value"/>.</summary>
    static abstract TRegister Create(T value);

    /// <summary>Reads Count numbers; no alignment is asked for.</summary>
    static abstract TRegister Load(T* source);

    /// <summary>Writes Count numbers; no alignment is asked for.</summary>
    static abstract void Store(T* destination, TRegister value);

    /// <summary>Product, lane by lane.</summary>
    static abstract TRegister Multiply(TRegister a, TRegister b);

    /// <summary>a * b + c, with one rounding where the processor can.</summary>
    static abstract TRegister MultiplyAdd(TRegister a, TRegister b, TRegister c);
}
