namespace TorchSharp;

/// <summary>
/// Goes through up to three tensors of one (broadcast) shape side by side, a row at a time. Dimensions of size 1 are left
/// out and neighbours that lie behind one another in all tensors are joined, so rows are as long as they can be.
/// </summary>
internal unsafe struct Walk
{
    private const int MaxRank = 16;
    private fixed long _size[MaxRank];
    private fixed long _a[MaxRank];
    private fixed long _b[MaxRank];
    private fixed long _c[MaxRank];
    private fixed long _index[MaxRank];
    private readonly int _outer;

    internal Walk(ReadOnlySpan<long> shape, ReadOnlySpan<long> a, ReadOnlySpan<long> b, ReadOnlySpan<long> c)
    {
        if (shape.Length > MaxRank) throw Fail.Native($"tensors have at most {MaxRank} dimensions here, and this one has {shape.Length}");
        int n = 0;
        for (int i = 0; i < shape.Length; i++)
        {
            if (shape[i] == 1) continue;
            if (n > 0 && _a[n - 1] == a[i] * shape[i] && _b[n - 1] == b[i] * shape[i] && _c[n - 1] == c[i] * shape[i])
            {
                _size[n - 1] *= shape[i];
                (_a[n - 1], _b[n - 1], _c[n - 1]) = (a[i], b[i], c[i]);
            }
            else
            {
                _size[n] = shape[i];
                (_a[n], _b[n], _c[n]) = (a[i], b[i], c[i]);
                n++;
            }
        }
        _outer = Math.Max(0, n - 1);
        Length = n == 0 ? 1 : (int)_size[n - 1];
        (StepA, StepB, StepC) = n == 0 ? (1, 1, 1) : ((int)_a[n - 1], (int)_b[n - 1], (int)_c[n - 1]);
    }

    /// <summary>Elements in a row.</summary>
    internal int Length { get; }

    /// <summary>Distance between neighbours of a row.</summary>
    internal int StepA { get; }

    /// <inheritdoc cref="StepA"/>
    internal int StepB { get; }

    /// <inheritdoc cref="StepA"/>
    internal int StepC { get; }

    /// <summary>Where the row begins.</summary>
    internal int A { get; private set; }

    /// <inheritdoc cref="A"/>
    internal int B { get; private set; }

    /// <inheritdoc cref="A"/>
    internal int C { get; private set; }

    /// <summary>Goes on to the next row; false after the last.</summary>
    internal bool Next()
    {
        for (int i = _outer - 1; i >= 0; i--)
        {
            A += (int)_a[i];
            B += (int)_b[i];
            C += (int)_c[i];
            if (++_index[i] < _size[i]) return true;
            A -= (int)(_a[i] * _size[i]);
            B -= (int)(_b[i] * _size[i]);
            C -= (int)(_c[i] * _size[i]);
            _index[i] = 0;
        }
        return false;
    }
}
