using System.Numerics;
using System.Runtime.CompilerServices;
using Simd.Kernels;
using Simd.Vectors;

namespace Simd.Functions;

/// <summary>Runs a function over an array.</summary>
internal static unsafe class Map<T, TFunction>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TFunction : IFunction<T>
{
    /// <summary>y[i] = f(x[i]); x and y are the same array or don't overlap.</summary>
    internal static void Run(T* x, T* y, nint length)
    {
        switch (KernelFamilies.Current)
        {
            case KernelFamily.Vector512: Run<V512<T>>(x, y, length); break;
            case KernelFamily.Vector256: Run<V256<T>>(x, y, length); break;
            case KernelFamily.Vector128 or KernelFamily.Neon: Run<V128<T>>(x, y, length); break;
            default: Run<V1<T>>(x, y, length); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TVector>(T* x, T* y, nint length)
        where TVector : unmanaged, IVector<TVector, T>
    {
        nint i = 0;
        for (; i <= length - TVector.Count; i += TVector.Count)
            TVector.Store(y + i, TFunction.Invoke(TVector.Load(x + i)));
        if (i == length)
            return;
        // The rest goes through a register too, by way of the stack: one call instead of up to Count - 1, and nothing read past the end.
        T* rest = stackalloc T[64 / sizeof(T)];
        for (nint j = i; j < length; j++)
            rest[j - i] = x[j];
        for (nint j = length - i; j < TVector.Count; j++)
            rest[j] = T.One;
        TVector.Store(rest, TFunction.Invoke(TVector.Load(rest)));
        for (nint j = i; j < length; j++)
            y[j] = rest[j - i];
    }
}
