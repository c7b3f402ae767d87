namespace TorchSharp;

/// <summary>Sums of products by index letters: "ij,kj->ik".</summary>
internal static class Einsum
{
    internal static Tensor Apply(string equation, Tensor[] tensors)
    {
        string[] sides = equation.Replace(" ", "", StringComparison.Ordinal).Split("->");
        string[] inputs = sides[0].Split(',');
        if (inputs.Length != tensors.Length) throw Fail.Native($"einsum: \"{equation}\" names {inputs.Length} tensors, and {tensors.Length} were given");
        string output = sides.Length > 1 ? sides[1] : new string([.. sides[0].Where(char.IsLetter).GroupBy(c => c).Where(g => g.Count() == 1).Select(g => g.Key).Order()]);
        var current = tensors[0].alias();
        string letters = inputs[0];
        Require(equation, letters, current);
        for (int i = 1; i <= tensors.Length; i++)
        {
            string later = output + string.Concat(inputs.Skip(i + 1));
            Tensor next;
            if (i < tensors.Length)
            {
                Require(equation, inputs[i], tensors[i]);
                (next, letters) = Pair(current, letters, tensors[i], inputs[i], later);
            }
            else
            {
                next = Arrange(current, letters, output);
            }
            current.Dispose();
            current = next;
        }
        return current;
    }

    private static void Require(string equation, string letters, Tensor x)
    {
        if (letters.Length != x._shape.Length || !letters.All(char.IsLetter)) throw Fail.Native($"einsum: \"{letters}\" in \"{equation}\" does not name the {x._shape.Length} dimensions of its tensor");
        if (letters.Distinct().Count() != letters.Length) throw Fail.Native($"einsum: \"{letters}\" in \"{equation}\" names a letter twice; take the diagonal first");
    }

    /// <summary>One product as a stack of matrix products: shared letters that stay, letters summed now, and those of one side alone.</summary>
    private static (Tensor, string) Pair(Tensor a, string la, Tensor b, string lb, string later)
    {
        string stack = new([.. la.Where(c => lb.Contains(c) && later.Contains(c))]);
        string inner = new([.. la.Where(c => lb.Contains(c) && !later.Contains(c))]);
        string left = new([.. la.Where(c => !lb.Contains(c))]), right = new([.. lb.Where(c => !la.Contains(c))]);
        using var pa = Arrange(a, la, stack + left + inner);
        using var pb = Arrange(b, lb, stack + inner + right);
        long[] sizes(Tensor t, string l, string of) => [.. of.Select(c => t._shape[l.IndexOf(c)])];
        long[] s = sizes(a, la, stack), i = sizes(a, la, inner), l = sizes(a, la, left), r = sizes(b, lb, right);
        using var ma = pa.reshape(Shapes.Count(s), Shapes.Count(l), Shapes.Count(i));
        using var mb = pb.reshape(Shapes.Count(s), Shapes.Count(i), Shapes.Count(r));
        using var product = MatMul.Stacks(ma, mb);
        return (product.reshape([.. s, .. l, .. r]), stack + left + right);
    }

    /// <summary>The dimensions in another order; letters that are not wanted are summed over.</summary>
    private static Tensor Arrange(Tensor x, string letters, string wanted)
    {
        foreach (char c in wanted) if (!letters.Contains(c)) throw Fail.Native($"einsum: the letter {c} of the result is in none of the tensors");
        long[] over = [.. letters.Where(c => !wanted.Contains(c)).Select(c => (long)letters.IndexOf(c))];
        using var kept = over.Length == 0 ? x.alias() : Reduce.Sum(x, over, false, null);
        string rest = new([.. letters.Where(wanted.Contains)]);
        return kept.permute([.. wanted.Select(c => (long)rest.IndexOf(c))]);
    }
}
