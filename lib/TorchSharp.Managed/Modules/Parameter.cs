namespace TorchSharp
{
    public static partial class torch
    {
        public partial class Tensor
        {
            /// <summary>Converts a leaf and its gradient in place; it stays the same object.</summary>
            internal void Become(ScalarType type)
            {
                if (type == _type) return;
                var gradient = _leaf?.Grad;
                var converted = Copy.Convert(this, type).DetachFromDisposeScope();
                var old = Interlocked.Exchange(ref _storage, converted._storage);
                (_type, _strides, _offset, _rowMajor) = (type, converted._strides, 0, true);
                converted._storage = null;
                old!.Release();
                if (gradient is not null) _leaf!.Grad = Copy.Convert(gradient, type).DetachFromDisposeScope();
            }
        }
    }
}

namespace TorchSharp.Modules
{
    /// <summary>A tensor that training changes. Belongs to no dispose scope.</summary>
    public class Parameter : Tensor
    {
        /// <summary>A parameter on the memory of a tensor.</summary>
        public Parameter(Tensor data, bool requires_grad = true) : base(torch.Required(data))
        {
            this.requires_grad = requires_grad;
            DetachFromDisposeScope();
        }
    }

    /// <summary>A module without parameters.</summary>
    public abstract class ParameterLessModule<T1, TResult> : torch.nn.Module<T1, TResult>
    {
        /// <inheritdoc/>
        protected ParameterLessModule(string name) : base(name)
        {
        }
    }
}
