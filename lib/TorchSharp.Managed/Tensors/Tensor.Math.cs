namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The sum of each pair of elements.</summary>
        public Tensor add(Tensor target) => Binary.Apply(BinaryKind.Add, this, target);

        /// <summary>The sum of each element and the number.</summary>
        public Tensor add(Scalar scalar) => Binary.Apply(BinaryKind.Add, this, scalar.Value);

        /// <summary>The sum of each pair of elements. In place.</summary>
        public Tensor add_(Tensor target) => Update(BinaryKind.Add, target);

        /// <summary>The sum of each element and the number. In place.</summary>
        public Tensor add_(Scalar scalar) => Update(BinaryKind.Add, scalar.Value);

        /// <summary>The difference of each pair of elements.</summary>
        public Tensor sub(Tensor target) => Binary.Apply(BinaryKind.Sub, this, target);

        /// <summary>The difference of each element and the number.</summary>
        public Tensor sub(Scalar target) => Binary.Apply(BinaryKind.Sub, this, target.Value);

        /// <summary>The difference of each pair of elements. In place.</summary>
        public Tensor sub_(Tensor target) => Update(BinaryKind.Sub, target);

        /// <summary>The difference of each element and the number. In place.</summary>
        public Tensor sub_(Scalar target) => Update(BinaryKind.Sub, target.Value);

        /// <summary>The difference of each pair of elements.</summary>
        public Tensor subtract(Tensor target) => Binary.Apply(BinaryKind.Sub, this, target);

        /// <summary>The difference of each element and the number.</summary>
        public Tensor subtract(Scalar target) => Binary.Apply(BinaryKind.Sub, this, target.Value);

        /// <summary>The difference of each pair of elements. In place.</summary>
        public Tensor subtract_(Tensor target) => Update(BinaryKind.Sub, target);

        /// <summary>The difference of each element and the number. In place.</summary>
        public Tensor subtract_(Scalar target) => Update(BinaryKind.Sub, target.Value);

        /// <summary>The product of each pair of elements.</summary>
        public Tensor mul(Tensor target) => Binary.Apply(BinaryKind.Mul, this, target);

        /// <summary>The product of each element and the number.</summary>
        public Tensor mul(Scalar target) => Binary.Apply(BinaryKind.Mul, this, target.Value);

        /// <summary>The product of each pair of elements. In place.</summary>
        public Tensor mul_(Tensor target) => Update(BinaryKind.Mul, target);

        /// <summary>The product of each element and the number. In place.</summary>
        public Tensor mul_(Scalar target) => Update(BinaryKind.Mul, target.Value);

        /// <summary>The product of each pair of elements.</summary>
        public Tensor multiply(Tensor target) => Binary.Apply(BinaryKind.Mul, this, target);

        /// <summary>The product of each element and the number.</summary>
        public Tensor multiply(Scalar target) => Binary.Apply(BinaryKind.Mul, this, target.Value);

        /// <summary>Each element to the power of its partner.</summary>
        public Tensor pow(Tensor exponent) => Binary.Apply(BinaryKind.Pow, this, exponent);

        /// <summary>Each element to the power of a number.</summary>
        public Tensor pow(Scalar exponent) => Binary.Apply(BinaryKind.Pow, this, exponent.Value);

        /// <summary>Each element to the power of its partner. In place.</summary>
        public Tensor pow_(Tensor exponent) => Update(BinaryKind.Pow, exponent);

        /// <summary>Each element to the power of a number. In place.</summary>
        public Tensor pow_(Scalar exponent) => Update(BinaryKind.Pow, exponent.Value);

        /// <summary>The remainder of each division, with the sign of the divisor.</summary>
        public Tensor remainder(Tensor target) => Binary.Apply(BinaryKind.Remainder, this, target);

        /// <summary>The remainder of each division, with the sign of the divisor.</summary>
        public Tensor remainder(Scalar scalar) => Binary.Apply(BinaryKind.Remainder, this, scalar.Value);

        /// <summary>The remainder of each division, with the sign of the divisor. In place.</summary>
        public Tensor remainder_(Tensor target) => Update(BinaryKind.Remainder, target);

        /// <summary>The remainder of each division, with the sign of the divisor. In place.</summary>
        public Tensor remainder_(Scalar scalar) => Update(BinaryKind.Remainder, scalar.Value);

        /// <summary>This plus alpha times the other.</summary>
        public Tensor add(Tensor target, Scalar alpha) => AddScaled(target, alpha.Value);

        /// <summary>This plus alpha times a number.</summary>
        public Tensor add(Scalar scalar, Scalar alpha) => Binary.Apply(BinaryKind.Add, this, scalar.Value.Double * alpha.Value.Double);

        /// <summary>This plus alpha times the other. In place.</summary>
        public Tensor add_(Tensor target, Scalar alpha) => UpdateScaled(target, alpha.Value);

        /// <summary>This plus alpha times a number. In place.</summary>
        public Tensor add_(Scalar scalar, Scalar alpha) => Update(BinaryKind.Add, (Number)(scalar.Value.Double * alpha.Value.Double));

        /// <summary>The quotient of each pair of elements, real unless a rounding is asked for.</summary>
        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => Rounded(Binary.Apply(BinaryKind.Div, this, target), rounding_mode);

        /// <summary>The quotient of each element and the number, real unless a rounding is asked for.</summary>
        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => Rounded(Binary.Apply(BinaryKind.Div, this, target.Value), rounding_mode);

        /// <summary>The quotient of each pair of elements, real unless a rounding is asked for. In place.</summary>
        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => RoundInPlace(Update(BinaryKind.Div, target), rounding_mode);

        /// <summary>The quotient of each element and the number, real unless a rounding is asked for. In place.</summary>
        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => RoundInPlace(Update(BinaryKind.Div, target.Value), rounding_mode);

        /// <summary>The quotient of each pair of elements, real unless a rounding is asked for.</summary>
        public Tensor divide(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => Rounded(Binary.Apply(BinaryKind.Div, this, target), rounding_mode);

        /// <summary>The quotient of each element and the number, real unless a rounding is asked for.</summary>
        public Tensor divide(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => Rounded(Binary.Apply(BinaryKind.Div, this, target.Value), rounding_mode);

        /// <summary>The quotient of each pair of elements, real unless a rounding is asked for. In place.</summary>
        public Tensor divide_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => RoundInPlace(Update(BinaryKind.Div, target), rounding_mode);

        /// <summary>The quotient of each element and the number, real unless a rounding is asked for. In place.</summary>
        public Tensor divide_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => RoundInPlace(Update(BinaryKind.Div, target.Value), rounding_mode);

        /// <summary>The larger of each pair of elements.</summary>
        public Tensor maximum(Tensor other) => Binary.Apply(BinaryKind.Max, this, other);

        /// <summary>The smaller of each pair of elements.</summary>
        public Tensor minimum(Tensor other) => Binary.Apply(BinaryKind.Min, this, other);

        /// <summary>The larger of each pair of elements.</summary>
        public Tensor max(Tensor other) => Binary.Apply(BinaryKind.Max, this, other);

        /// <summary>The smaller of each pair of elements.</summary>
        public Tensor min(Tensor other) => Binary.Apply(BinaryKind.Min, this, other);

        /// <summary>For each pair of elements whether the first is equal; a tensor of Bool.</summary>
        public Tensor eq(Tensor target) => Compare.Apply(Comparison.Equal, this, target);

        /// <summary>For each element whether it is equal compared with the number; a tensor of Bool.</summary>
        public Tensor eq(Scalar target) => Compare.Apply(Comparison.Equal, this, target.Value);

        /// <summary>For each pair of elements whether the first is not equal; a tensor of Bool.</summary>
        public Tensor ne(Tensor target) => Compare.Apply(Comparison.NotEqual, this, target);

        /// <summary>For each element whether it is not equal compared with the number; a tensor of Bool.</summary>
        public Tensor ne(Scalar target) => Compare.Apply(Comparison.NotEqual, this, target.Value);

        /// <summary>For each pair of elements whether the first is less; a tensor of Bool.</summary>
        public Tensor lt(Tensor target) => Compare.Apply(Comparison.Less, this, target);

        /// <summary>For each element whether it is less compared with the number; a tensor of Bool.</summary>
        public Tensor lt(Scalar target) => Compare.Apply(Comparison.Less, this, target.Value);

        /// <summary>For each pair of elements whether the first is at most as large; a tensor of Bool.</summary>
        public Tensor le(Tensor target) => Compare.Apply(Comparison.LessEqual, this, target);

        /// <summary>For each element whether it is at most as large compared with the number; a tensor of Bool.</summary>
        public Tensor le(Scalar target) => Compare.Apply(Comparison.LessEqual, this, target.Value);

        /// <summary>For each pair of elements whether the first is greater; a tensor of Bool.</summary>
        public Tensor gt(Tensor target) => Compare.Apply(Comparison.Greater, this, target);

        /// <summary>For each element whether it is greater compared with the number; a tensor of Bool.</summary>
        public Tensor gt(Scalar target) => Compare.Apply(Comparison.Greater, this, target.Value);

        /// <summary>For each pair of elements whether the first is at least as large; a tensor of Bool.</summary>
        public Tensor ge(Tensor target) => Compare.Apply(Comparison.GreaterEqual, this, target);

        /// <summary>For each element whether it is at least as large compared with the number; a tensor of Bool.</summary>
        public Tensor ge(Scalar target) => Compare.Apply(Comparison.GreaterEqual, this, target.Value);

        /// <summary>For each pair of elements whether both are equal: a tensor of Bool. <see cref="Equals(Tensor)"/> gives one answer.</summary>
        public Tensor equal(Tensor target) => Compare.Apply(Comparison.Equal, this, target);

        /// <summary>For each pair of elements whether both are true; 0 is false.</summary>
        public Tensor logical_and(Tensor other) => Compare.Logic(BinaryKind.Mul, this, other);

        /// <summary>For each pair of elements whether one is true; 0 is false.</summary>
        public Tensor logical_or(Tensor other) => Compare.Logic(BinaryKind.Max, this, other);

        /// <summary>For each pair of elements whether exactly one is true; 0 is false.</summary>
        public Tensor logical_xor(Tensor other) => Compare.Logic(BinaryKind.Sub, this, other);

        /// <summary>For each element whether it is 0 or false.</summary>
        public Tensor logical_not() => Compare.Not(this);

        /// <summary>For each pair of elements whether |a - b| &lt;= atol + rtol |b|.</summary>
        public Tensor isclose(Tensor other, double rtol = 1e-05, double atol = 1e-08, bool nanEqual = false) => Compare.IsClose(this, other, rtol, atol, nanEqual);

        /// <summary>For each element whether it is NaN.</summary>
        public Tensor isnan() => Compare.Test(this, double.IsNaN);

        /// <summary>For each element whether it is infinite.</summary>
        public Tensor isinf() => Compare.Test(this, double.IsInfinity);

        /// <summary>For each element whether it is neither infinite nor NaN.</summary>
        public Tensor isfinite() => Compare.Test(this, double.IsFinite);

        /// <summary>The absolute value of each element.</summary>
        public Tensor absolute() => abs();

        /// <summary>Each element times itself.</summary>
        public Tensor square() => Binary.Apply(BinaryKind.Pow, this, 2);

        /// <summary>Each element rounded to a number of decimals; halves to the even neighbour.</summary>
        public Tensor round(long decimals = 0) => decimals == 0 ? Pointwise.Apply(PointKind.Round, this) : RoundTo(decimals);

        /// <summary>Each element, but at least min and at most max.</summary>
        public Tensor clamp(Scalar? min = null, Scalar? max = null) => Pointwise.Apply(PointKind.Clamp, this, min is null ? double.NegativeInfinity : min.Value.Double, max is null ? double.PositiveInfinity : max.Value.Double);

        /// <summary>Each element, but at least min and at most max. In place.</summary>
        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => Replace(PointKind.Clamp, min is null ? double.NegativeInfinity : min.Value.Double, max is null ? double.PositiveInfinity : max.Value.Double);

        /// <summary>Each element, but at least min and at most max.</summary>
        public Tensor clip(Scalar? min = null, Scalar? max = null) => clamp(min, max);

        /// <summary>Each element, but at least min.</summary>
        public Tensor clamp_min(Scalar min) => clamp(min);

        /// <summary>Each element, but at most max.</summary>
        public Tensor clamp_max(Scalar max) => clamp(max: max);

        /// <summary>Each element, or 0 if that is negative.</summary>
        public Tensor relu() => Pointwise.Apply(PointKind.Relu, this);

        /// <summary>x above 0 and alpha (e^x - 1) below.</summary>
        public Tensor elu(double alpha = 1) => Pointwise.Apply(PointKind.Elu, this, alpha, 1);

        /// <summary>The scaled exponential linear unit, which keeps mean 0 and variance 1 (Klambauer et al. 2017).</summary>
        public Tensor selu() => Pointwise.Apply(PointKind.Elu, this, Pointwise.SeluAlpha, Pointwise.SeluScale);

        /// <summary>x above 0 and a fraction of it below.</summary>
        public Tensor leaky_relu(Scalar negative_slope) => Pointwise.Apply(PointKind.LeakyRelu, this, negative_slope.Value.Double);

        /// <summary>x times the normal distribution function of x.</summary>
        public Tensor gelu() => Pointwise.Apply(PointKind.Gelu, this);

        /// <summary>x times the logistic function of x.</summary>
        public Tensor silu() => Pointwise.Apply(PointKind.Silu, this);

        /// <summary>log(1 + e^(beta x)) / beta, and x where beta x is above the threshold.</summary>
        public Tensor softplus(double beta = 1, double threshold = 20) => Pointwise.Apply(PointKind.Softplus, this, beta, threshold);

        /// <summary>The logarithm of the logistic function.</summary>
        public Tensor log_sigmoid() => Pointwise.Apply(PointKind.LogSigmoid, this);

        /// <summary>e to the power of each element, divided by their sum along the dimension.</summary>
        public Tensor softmax(long dim, ScalarType? dtype = null) => SoftmaxOp.Apply(this, dim, false, dtype);

        /// <summary>The logarithm of <see cref="softmax"/>.</summary>
        public Tensor log_softmax(long dim, ScalarType? dtype = null) => SoftmaxOp.Apply(this, dim, true, dtype);

        /// <summary>Numbers in place of NaN and, if given, of the infinities.</summary>
        public Tensor nan_to_num(double nan = 0, double? posinf = null, double? neginf = null) => WithoutNan(nan, posinf, neginf);

        /// <summary>The sum of all elements; of integers and truths as Int64 unless a type is named.</summary>
        public Tensor sum(ScalarType? type = null) => Reduce.Sum(this, [], false, type);

        /// <summary>The sum along a dimension.</summary>
        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => Reduce.Sum(this, [dim], keepdim, type);

        /// <summary>The sum along two dimensions.</summary>
        public Tensor sum(long dim0, long dim1, bool keepdim = false, ScalarType? type = null) => Reduce.Sum(this, [dim0, dim1], keepdim, type);

        /// <summary>The sum along three dimensions.</summary>
        public Tensor sum(long dim0, long dim1, long dim2, bool keepdim = false, ScalarType? type = null) => Reduce.Sum(this, [dim0, dim1, dim2], keepdim, type);

        /// <summary>The sum along dimensions; none is all.</summary>
        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) => Reduce.Sum(this, dim, keepdim, type);

        /// <summary>The sum along dimensions; none is all.</summary>
        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) => Reduce.Sum(this, dim, keepdim, type);

        /// <summary>The mean of all elements, of a floating-point tensor.</summary>
        public Tensor mean() => Reduce.Sum(this, [], false, null, true);

        /// <summary>The mean along dimensions; none is all.</summary>
        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) => Reduce.Sum(this, dimensions, keepdim, type, true);

        /// <summary>The product of all elements.</summary>
        public Tensor prod(ScalarType? type = null) => Reduce.Prod(this, [], false, type);

        /// <summary>The product along a dimension.</summary>
        public Tensor prod(long dim, bool keepdim = false, ScalarType? type = null) => Reduce.Prod(this, [dim], keepdim, type);

        /// <summary>The variance of all elements. As in TorchSharp the divisor is n - 1 whatever is asked for; std and the forms with dimensions do as asked.</summary>
        public Tensor var(bool unbiased = true) => Reduce.Var(this, [], true, false, null);

        /// <summary>The variance along a dimension.</summary>
        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Reduce.Var(this, [dim], unbiased, keepdim, type);

        /// <summary>The variance along dimensions.</summary>
        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Reduce.Var(this, dimensions, unbiased, keepdim, type);

        /// <summary>The variance along dimensions.</summary>
        public Tensor var(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Reduce.Var(this, dimensions, unbiased, keepdim, type);

        /// <summary>The variance along two dimensions.</summary>
        public Tensor var((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Reduce.Var(this, [dim.Item1, dim.Item2], unbiased, keepdim, type);

        /// <summary>The variance along three dimensions.</summary>
        public Tensor var((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Reduce.Var(this, [dim.Item1, dim.Item2, dim.Item3], unbiased, keepdim, type);

        /// <summary>The standard deviation of all elements, with divisor n - 1 (unbiased) or n.</summary>
        public Tensor std(bool unbiased = true) => Root(Reduce.Var(this, [], unbiased, false, null));

        /// <summary>The standard deviation along a dimension.</summary>
        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Root(Reduce.Var(this, [dim], unbiased, keepdim, type));

        /// <summary>The standard deviation along dimensions.</summary>
        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Root(Reduce.Var(this, dimensions, unbiased, keepdim, type));

        /// <summary>The standard deviation along dimensions.</summary>
        public Tensor std(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Root(Reduce.Var(this, dimensions, unbiased, keepdim, type));

        /// <summary>The standard deviation along two dimensions.</summary>
        public Tensor std((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Root(Reduce.Var(this, [dim.Item1, dim.Item2], unbiased, keepdim, type));

        /// <summary>The standard deviation along three dimensions.</summary>
        public Tensor std((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Root(Reduce.Var(this, [dim.Item1, dim.Item2, dim.Item3], unbiased, keepdim, type));

        /// <summary>The largest of all elements; equal ones share the gradient.</summary>
        public Tensor max() => Reduce.Extreme(this, [], false, ReduceKind.Max);

        /// <summary>The first largest element along a dimension, and its index.</summary>
        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) => Reduce.Best(this, dim, keepdim, true);

        /// <summary>The index of the first largest element, in row-major order.</summary>
        public Tensor argmax() => Reduce.Arg(this, null, false, true);

        /// <summary>The index of the first largest element along a dimension.</summary>
        public Tensor argmax(long dim, bool keepdim = false) => Reduce.Arg(this, dim, keepdim, true);

        /// <summary>The largest along dimensions; none is all.</summary>
        public Tensor amax(long[] dims, bool keepdim = false, Tensor? @out = null) => Into(@out, Reduce.Extreme(this, dims, keepdim, ReduceKind.Max));

        /// <summary>The largest along dimensions; none is all.</summary>
        public Tensor amax(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) => Into(@out, Reduce.Extreme(this, dims, keepdim, ReduceKind.Max));

        /// <summary>The largest along dimensions; none is all.</summary>
        public Tensor amax(params long[] dims) => Reduce.Extreme(this, dims, false, ReduceKind.Max);

        /// <summary>The smallest of all elements; equal ones share the gradient.</summary>
        public Tensor min() => Reduce.Extreme(this, [], false, ReduceKind.Min);

        /// <summary>The first smallest element along a dimension, and its index.</summary>
        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false) => Reduce.Best(this, dim, keepdim, false);

        /// <summary>The index of the first smallest element, in row-major order.</summary>
        public Tensor argmin() => Reduce.Arg(this, null, false, false);

        /// <summary>The index of the first smallest element along a dimension.</summary>
        public Tensor argmin(long dim, bool keepdim = false) => Reduce.Arg(this, dim, keepdim, false);

        /// <summary>The smallest along dimensions; none is all.</summary>
        public Tensor amin(long[] dims, bool keepdim = false, Tensor? @out = null) => Into(@out, Reduce.Extreme(this, dims, keepdim, ReduceKind.Min));

        /// <summary>The smallest along dimensions; none is all.</summary>
        public Tensor amin(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) => Into(@out, Reduce.Extreme(this, dims, keepdim, ReduceKind.Min));

        /// <summary>The smallest along dimensions; none is all.</summary>
        public Tensor amin(params long[] dims) => Reduce.Extreme(this, dims, false, ReduceKind.Min);

        /// <summary>Whether all elements are true (not 0).</summary>
        public Tensor all() => Reduce.Extreme(this, Reduce.Over([], _shape.Length), Shapes.Empty, ReduceKind.All);

        /// <summary>Whether all elements are true (not 0) along a dimension.</summary>
        public Tensor all(long dim, bool keepdim = false) => Truth(dim, keepdim, ReduceKind.All);

        /// <summary>Whether any element is true (not 0).</summary>
        public Tensor any() => Reduce.Extreme(this, Reduce.Over([], _shape.Length), Shapes.Empty, ReduceKind.Any);

        /// <summary>Whether any element is true (not 0) along a dimension.</summary>
        public Tensor any(long dim, bool keepdim = false) => Truth(dim, keepdim, ReduceKind.Any);

        /// <summary>Whether all pairs of elements are close: |a - b| &lt;= atol + rtol |b|.</summary>
        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) => AllClose(target, rtol, atol, equal_nan);

        /// <summary>Running sums along a dimension.</summary>
        public Tensor cumsum(long dim, ScalarType? type = null) => Cumulate.Sum(this, dim, type);

        /// <summary>The logarithm of the sum of e^x along a dimension, without overflow.</summary>
        public Tensor logsumexp(long dim, bool keepdim = false) => Reduce.LogSumExp(this, [dim], keepdim);

        /// <summary>The lower median of all elements.</summary>
        public Tensor median() => Sort.Median(this);

        /// <summary>The p-norm of all elements: (sum |x|^p)^(1/p).</summary>
        public Tensor norm(float p = 2) => Reduce.Norm(this, [], false, p);

        /// <summary>The p-norm along a dimension.</summary>
        public Tensor norm(int dim, bool keepdim = false, float p = 2) => Reduce.Norm(this, [dim], keepdim, p);

        /// <summary>The matrix product; of vectors the inner product; stacks of matrices are multiplied one by one, with broadcasting.</summary>
        public Tensor matmul(Tensor target) => MatMul.Apply(this, target);

        /// <summary>The product of two matrices.</summary>
        public Tensor mm(Tensor target) => MatMul.Matrices(this, target);

        /// <summary>The products of two stacks of matrices.</summary>
        public Tensor bmm(Tensor batch2) => MatMul.Stacks(this, batch2);

        /// <summary>The product of a matrix and a vector.</summary>
        public Tensor mv(Tensor target) => MatrixVector(target);

        /// <summary>The inner product of two vectors.</summary>
        public Tensor dot(Tensor target) => MatMul.Dot(this, target);

        /// <summary>The products of all pairs of elements of two vectors.</summary>
        public Tensor outer(Tensor vec2) => Outer(vec2);

        /// <summary>The diagonal of a matrix, or a matrix with this vector as its diagonal.</summary>
        public Tensor diag(long diagonal = 0) => Join.Diagonal(this, diagonal);

        /// <summary>The sum of the diagonal of a matrix.</summary>
        public Tensor trace() => Trace();

        /// <summary>The part of a matrix on and below a diagonal, the rest 0.</summary>
        public Tensor tril(long diagonal = 0) => Join.Triangle(this, diagonal, true);

        /// <summary>The part of a matrix on and above a diagonal, the rest 0.</summary>
        public Tensor triu(long diagonal = 0) => Join.Triangle(this, diagonal, false);

        /// <summary>The elements along a dimension in order, and where they came from. Equal ones keep their order.</summary>
        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false) => Sort.Apply(this, dim, descending);

        /// <summary>The indices that put a dimension in order.</summary>
        public Tensor argsort(long dim = -1, bool descending = false) => ArgSort(dim, descending);

        /// <summary>The k largest (or smallest) along a dimension in order, and their indices.</summary>
        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true) => Sort.Top(this, k, dim, largest);

        /// <summary>How often each integer from 0 occurs in a vector; with weights their sums.</summary>
        public Tensor bincount(Tensor? weights, long minlength = 0) => Sort.Count(this, weights, minlength);

        /// <summary>Slices along a dimension by index, in the order of the indices.</summary>
        public Tensor index_select(long dim, Tensor index) => Index.Select(this, dim, index);

        /// <summary>Along a dimension the element that each index names.</summary>
        public Tensor gather(long dim, Tensor index) => Index.Gather(this, dim, index);

        /// <summary>A copy in which the elements that the indices name along a dimension are those of src.</summary>
        public Tensor scatter(long dim, Tensor index, Tensor src) => Index.Scatter(this, dim, index, src, false);

        /// <summary>Sets the elements that the indices name along a dimension to those of src. In place.</summary>
        public Tensor scatter_(long dim, Tensor index, Tensor src) => Assigned(Index.Scatter(this, dim, index, src, false));

        /// <summary>A copy in which src is added to the elements that the indices name along a dimension.</summary>
        public Tensor scatter_add(long dim, Tensor index, Tensor src) => Index.Scatter(this, dim, index, src, true);

        /// <summary>Adds src to the elements that the indices name along a dimension. In place.</summary>
        public Tensor scatter_add_(long dim, Tensor index, Tensor src) => Assigned(Index.Scatter(this, dim, index, src, true));

        /// <summary>The elements where the mask is true, as a vector.</summary>
        public Tensor masked_select(Tensor mask) => MaskedSelect(mask);

        /// <summary>A copy with one number where the mask is true.</summary>
        public Tensor masked_fill(Tensor mask, Scalar value) => Select.MaskedFill(this, mask, value.Value);

        /// <summary>Sets the elements where the mask is true. In place.</summary>
        public Tensor masked_fill_(Tensor mask, Scalar value) => Assigned(Select.MaskedFill(this, mask, value.Value));

        /// <summary>The indices of the elements that are not 0, one row each.</summary>
        public Tensor nonzero() => Index.NonZero(this);

        /// <summary>This where the condition is true, else y.</summary>
        public Tensor where(Tensor condition, Tensor y) => Select.Where(condition, this, y);

        private static Tensor Root(Tensor variance)
        {
            using (variance) return variance.sqrt();
        }

        private static Tensor Into(Tensor? target, Tensor result)
        {
            if (target is null) return result;
            using (result) return target.copy_(result);
        }

        private Tensor AddScaled(Tensor target, Number alpha)
        {
            using var scaled = Binary.Apply(BinaryKind.Mul, target, alpha);
            return Binary.Apply(BinaryKind.Add, this, scaled);
        }

        private Tensor UpdateScaled(Tensor target, Number alpha)
        {
            using var scaled = Binary.Apply(BinaryKind.Mul, target, alpha);
            return Update(BinaryKind.Add, scaled);
        }

        private static Tensor Rounded(Tensor quotient, RoundingMode mode)
        {
            if (mode == RoundingMode.None) return quotient;
            using (quotient) return mode == RoundingMode.floor ? quotient.floor() : quotient.trunc();
        }

        private static Tensor RoundInPlace(Tensor quotient, RoundingMode mode) =>
            mode == RoundingMode.None ? quotient : mode == RoundingMode.floor ? quotient.floor_() : quotient.trunc_();

        private Tensor RoundTo(long decimals)
        {
            using var scaled = Binary.Apply(BinaryKind.Mul, this, Math.Pow(10, decimals));
            using var rounded = Pointwise.Apply(PointKind.Round, scaled);
            return Binary.Apply(BinaryKind.Div, rounded, Math.Pow(10, decimals));
        }

        private Tensor WithoutNan(double nan, double? posinf, double? neginf)
        {
            double largest = _type == ScalarType.Float32 ? float.MaxValue : double.MaxValue;
            using var nans = Compare.Test(this, double.IsNaN);
            using var ups = Compare.Test(this, double.IsPositiveInfinity);
            using var downs = Compare.Test(this, double.IsNegativeInfinity);
            using var a = Select.MaskedFill(this, nans, nan);
            using var b = Select.MaskedFill(a, ups, posinf ?? largest);
            return Select.MaskedFill(b, downs, neginf ?? -largest);
        }

        private Tensor Truth(long dim, bool keepdim, ReduceKind kind)
        {
            bool[] over = Reduce.Over([dim], _shape.Length);
            return Reduce.Extreme(this, over, Shapes.Reduced(_shape, over, keepdim), kind);
        }

        private bool AllClose(Tensor target, double rtol, double atol, bool equalNan)
        {
            using var close = Compare.IsClose(this, target, rtol, atol, equalNan);
            return close.Span<bool>().IndexOf(false) < 0;
        }

        private Tensor MatrixVector(Tensor target)
        {
            if (_shape.Length != 2 || target._shape.Length != 1) throw Fail.Native($"mv multiplies a matrix and a vector, and these have {_shape.Length} and {target._shape.Length} dimensions");
            return MatMul.Apply(this, target);
        }

        private Tensor Outer(Tensor other)
        {
            if (_shape.Length != 1 || other._shape.Length != 1) throw Fail.Native($"outer multiplies two vectors, and these have {_shape.Length} and {other._shape.Length} dimensions");
            using var column = unsqueeze(1);
            return Binary.Apply(BinaryKind.Mul, column, other);
        }

        private Tensor Trace()
        {
            if (_shape.Length != 2) throw Fail.Native($"trace wants a matrix, and this tensor has {_shape.Length} dimensions");
            using var diagonal = Join.Diagonal(this, 0);
            return diagonal.sum();
        }

        private Tensor ArgSort(long dim, bool descending)
        {
            using var free = detach();
            var (values, indices) = Sort.Apply(free, dim, descending);
            values.Dispose();
            return indices;
        }

        private Tensor MaskedSelect(Tensor mask)
        {
            Select.RequireMask("masked_select", mask);
            long[] both = Shapes.Broadcast("masked_select", _shape, mask._shape);
            using var wide = expand(both);
            using var wideMask = mask.expand(both);
            return Index.Get(wide, [wideMask]);
        }

        /// <summary>An operation with a tensor, in place.</summary>
        private Tensor Update(BinaryKind kind, Tensor other)
        {
            ViewOps.RequireWritable(this);
            bool simple = _rowMajor && other._rowMajor && !GradMode.Records(this, other) && other._type == _type && (kind != BinaryKind.Div || _type.IsFloating())
                && Shapes.Same(_shape, other._shape) && (!ReferenceEquals(Storage, other.Storage) || _offset == other._offset);
            if (simple)
            {
                Binary.Into(kind, this, other, this);
                Storage.Version++;
                return this;
            }
            if (kind is BinaryKind.Add or BinaryKind.Sub || !GradMode.Records(this, other)) return Assigned(Binary.Apply(kind, this, other));
            // The way back may need the values that are about to be overwritten.
            using var before = clone();
            return Assigned(Binary.Apply(kind, before, other));
        }

        /// <summary>An operation with a number, in place.</summary>
        private Tensor Update(BinaryKind kind, Number other)
        {
            ViewOps.RequireWritable(this);
            if (_rowMajor && !GradMode.Records(this) && (_type.IsFloating() || (kind != BinaryKind.Div && !other.Type.IsFloating())))
            {
                Binary.Into(kind, this, other, false, this);
                Storage.Version++;
                return this;
            }
            if (kind is not BinaryKind.Pow || !GradMode.Records(this)) return Assigned(Binary.Apply(kind, this, other));
            using var before = clone();
            return Assigned(Binary.Apply(kind, before, other));
        }

        /// <summary>A function of each element, in place.</summary>
        private Tensor Replace(PointKind kind, double p = 0, double q = 0)
        {
            ViewOps.RequireWritable(this);
            if (_rowMajor && !GradMode.Records(this) && (_type.IsFloating() || kind <= PointKind.Clamp))
            {
                Pointwise.Into(kind, this, this, p, q);
                Storage.Version++;
                return this;
            }
            if (!GradMode.Records(this)) return Assigned(Pointwise.Apply(kind, this, p, q));
            using var before = clone();
            return Assigned(Pointwise.Apply(kind, before, p, q));
        }

        /// <summary>Takes a result over into this tensor.</summary>
        private Tensor Assigned(Tensor result)
        {
            using (result)
            {
                if (result._type.IsFloating() && !_type.IsFloating()) throw Fail.Native($"a result of {result._type} does not go into a tensor of {_type}: convert the tensor first");
                return ViewOps.Assign(this, result);
            }
        }
    }
}
