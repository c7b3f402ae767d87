namespace TorchSharp;

/// <summary>How distances between all pairs are computed.</summary>
public enum compute_mode
{
    /// <summary>The library chooses.</summary>
    use_mm_for_euclid_dist_if_necessary = 0,

    /// <summary>By a matrix product.</summary>
    use_mm_for_euclid_dist = 1,

    /// <summary>Pair by pair.</summary>
    donot_use_mm_for_euclid_dist = 2,
}

public static partial class torch
{
    /// <summary>Tensors one behind another along a dimension.</summary>
    public static Tensor cat(Tensor[] tensors, long dim = 0) => Join.Cat(tensors, dim);

    /// <inheritdoc cref="cat(Tensor[], long)"/>
    public static Tensor cat(IList<Tensor> tensors, long dim = 0) => Join.Cat([.. tensors], dim);

    /// <inheritdoc cref="cat(Tensor[], long)"/>
    public static Tensor cat(ReadOnlySpan<Tensor> tensors, long dim = 0) => Join.Cat(tensors.ToArray(), dim);

    /// <inheritdoc cref="cat(Tensor[], long)"/>
    public static Tensor concat(Tensor[] tensors, long dim = 0) => Join.Cat(tensors, dim);

    /// <inheritdoc cref="cat(Tensor[], long)"/>
    public static Tensor concat(IList<Tensor> tensors, long dim = 0) => Join.Cat([.. tensors], dim);

    /// <summary>Tensors of one shape as slices of a new dimension.</summary>
    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0) => Join.Stack([.. tensors], dim);

    /// <summary>Tensors one below another: joined along the first dimension, vectors as rows.</summary>
    public static Tensor vstack(Tensor[] tensors) => Join.Cat([.. tensors.Select(AtLeastMatrix)], 0);

    /// <inheritdoc cref="vstack(Tensor[])"/>
    public static Tensor vstack(IList<Tensor> tensors) => Join.Cat([.. tensors.Select(AtLeastMatrix)], 0);

    /// <summary>Tensors side by side: joined along the second dimension, vectors along their only one.</summary>
    public static Tensor hstack(params Tensor[] tensors) => Join.Cat([.. tensors.Select(t => t._shape.Length == 0 ? t.reshape(1) : t)], tensors.Length > 0 && tensors[0]._shape.Length < 2 ? 0 : 1);

    /// <inheritdoc cref="hstack(Tensor[])"/>
    public static Tensor hstack(IList<Tensor> tensors) => hstack([.. tensors]);

    /// <summary>x where the condition is true, else y.</summary>
    public static Tensor where(Tensor condition, Tensor x, Tensor y) => Select.Where(condition, x, y);

    /// <summary>For each dimension the indices of the elements that are true.</summary>
    public static Tensor[] where(Tensor condition) => Index.NonZero(condition).unbind(1);

    /// <summary>The first largest element along a dimension, and its index.</summary>
    public static (Tensor values, Tensor indexes) max(Tensor input, long dim, bool keepdim = false) => input.max(dim, keepdim);

    /// <summary>The first smallest element along a dimension, and its index.</summary>
    public static (Tensor values, Tensor indexes) min(Tensor input, long dim, bool keepdim = false) => input.min(dim, keepdim);

    /// <summary>The k largest (or smallest) along a dimension in order, and their indices.</summary>
    public static (Tensor values, Tensor indices) topk(Tensor tensor, int k, int dim = -1, bool largest = true, bool sorted = true) => Sort.Top(tensor, k, dim, largest);

    /// <summary>The elements along a dimension in order, and where they came from. Equal ones keep their order.</summary>
    public static (Tensor values, Tensor indices) sort(Tensor input, long dim = -1, bool descending = false, bool stable = false) => Sort.Apply(input, dim, descending);

    /// <summary>The distinct values in order; if asked, for each element the place of its value, and how often each occurs.</summary>
    /// <exception cref="ArgumentException">A dimension is named: only distinct elements are found, not distinct slices.</exception>
    public static (Tensor output, Tensor? inverse_indices, Tensor? counts) unique(Tensor input, bool sorted = true, bool return_inverse = false, bool return_counts = false, int? dim = null)
    {
        if (dim is not null) throw new ArgumentException("unique finds distinct elements; leave dim null", nameof(dim));
        var (output, inverse, counts) = Sort.Unique(input);
        if (!return_inverse) inverse.Dispose();
        if (!return_counts) counts.Dispose();
        return (output, return_inverse ? inverse : null, return_counts ? counts : null);
    }

    /// <summary>How often each integer from 0 occurs in a vector; with weights their sums.</summary>
    public static Tensor bincount(Tensor input, Tensor? weights = null, long minlength = 0) => Sort.Count(input, weights, minlength);

    /// <summary>The distances (p-norm) between all rows of one matrix and all rows of another.</summary>
    public static Tensor cdist(Tensor x1, Tensor x2, double p = 2, compute_mode compute_mode = compute_mode.use_mm_for_euclid_dist_if_necessary) => Distance.Pairs(x1, x2, p);

    /// <summary>Sums of products by index letters: <c>einsum("ij,kj->ik", a, b)</c>.</summary>
    public static Tensor einsum(string equation, params Tensor[] tensors) => Einsum.Apply(equation, tensors);

    /// <summary>Whether all pairs of elements are close: |a - b| &lt;= atol + rtol |b|.</summary>
    public static bool allclose(Tensor tensor, Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) => tensor.allclose(target, rtol, atol, equal_nan);

    /// <summary>The 2-norm of all elements.</summary>
    public static Tensor norm(Tensor input) => input.norm();

    /// <summary>The p-norm of all elements.</summary>
    public static Tensor norm(Tensor input, float p = 2) => input.norm(p);

    /// <summary>The p-norm along a dimension.</summary>
    public static Tensor norm(Tensor input, int dimension, bool keepdim = false, float p = 2) => input.norm(dimension, keepdim, p);

    /// <summary>At most this number of pieces of equal size along a dimension; views.</summary>
    public static Tensor[] chunk(Tensor input, long chunks, long dim = 0) => input.chunk(chunks, dim);

    /// <summary>Pieces of the given sizes along a dimension; views.</summary>
    public static Tensor[] split(Tensor tensor, long[] split_size_or_sections, long dim = 0) => tensor.split(split_size_or_sections, dim);

    private static Tensor AtLeastMatrix(Tensor t) => t._shape.Length >= 2 ? t : t.reshape(1, t._count);
}
