using System.Globalization;
using TorchSharp.Modules;

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Layers of long short-term memory. All parameters start uniform within +-1/sqrt(hiddenSize), as in PyTorch.</summary>
            /// <param name="inputSize">The width of an element of the sequence.</param>
            /// <param name="hiddenSize">The width of the state.</param>
            /// <param name="numLayers">Layers on top of one another.</param>
            /// <param name="bias">Whether gates have biases.</param>
            /// <param name="batchFirst">True for (batch, time, width), false for (time, batch, width).</param>
            /// <param name="dropout">The probability of a 0 between layers while training.</param>
            /// <param name="bidirectional">Whether a second set of layers reads backwards; outputs are joined.</param>
            /// <param name="device">The processor.</param>
            /// <param name="dtype">The type of the parameters.</param>
            public static LSTM LSTM(long inputSize, long hiddenSize, long numLayers = 1, bool bias = true, bool batchFirst = false, double dropout = 0, bool bidirectional = false,
                Device? device = null, ScalarType? dtype = null) => new(inputSize, hiddenSize, numLayers, bias, batchFirst, dropout, bidirectional, device, dtype);
        }
    }
}

namespace TorchSharp.Modules
{
    /// <summary>
    /// Long short-term memory (Hochreiter and Schmidhuber 1997; with the forget gate of Gers et al. 2000): a sequence to the sequence of its hidden states,
    /// the last hidden and the last cell state.
    /// </summary>
    public sealed class LSTM : torch.nn.Module<Tensor, (Tensor, Tensor)?, (Tensor, Tensor, Tensor)>
    {
        private readonly int _hidden, _layers, _directions;
        private readonly bool _bias, _batchFirst;
        private readonly double _dropout;

        internal LSTM(long inputSize, long hiddenSize, long layers, bool bias, bool batchFirst, double dropout, bool bidirectional, Device? device, ScalarType? dtype) : base(nameof(LSTM))
        {
            torch.RequireCpu(device);
            if (inputSize < 1) throw new ArgumentException($"the width of the sequence is positive, not {inputSize}", nameof(inputSize));
            if (hiddenSize < 1) throw new ArgumentException($"the width of the state is positive, not {hiddenSize}", nameof(hiddenSize));
            if (layers < 1) throw new ArgumentException($"there is at least one layer, not {layers}", nameof(layers));
            (_hidden, _layers, _directions, _bias, _batchFirst, _dropout) = ((int)hiddenSize, (int)layers, bidirectional ? 2 : 1, bias, batchFirst, dropout);
            double bound = 1 / Math.Sqrt(hiddenSize);
            for (int layer = 0; layer < layers; layer++)
                for (int d = 0; d < _directions; d++)
                {
                    string end = Suffix(layer, d);
                    long width = layer == 0 ? inputSize : hiddenSize * _directions;
                    register_parameter("weight_ih" + end, new Parameter(torch.empty(4 * hiddenSize, width, dtype)));
                    register_parameter("weight_hh" + end, new Parameter(torch.empty(4 * hiddenSize, hiddenSize, dtype)));
                    if (!bias) continue;
                    register_parameter("bias_ih" + end, new Parameter(torch.empty(4 * hiddenSize, dtype)));
                    register_parameter("bias_hh" + end, new Parameter(torch.empty(4 * hiddenSize, dtype)));
                }
            foreach (var p in parameters()) torch.nn.init.uniform_(p, -bound, bound);
        }

        /// <summary>Nothing to do: parameters are read where they lie.</summary>
        public void flatten_parameters()
        {
        }

        /// <summary>Computes, running hooks before and after.</summary>
        /// <param name="input">(batch, time, width) or (time, batch, width); without the batch for one sequence.</param>
        /// <param name="h0_c0">The states to begin with, each (layers, batch, hidden); zeros if null.</param>
        /// <returns>The hidden states of the last layer, like the input; the last hidden and the last cell states, each (layers, batch, hidden).</returns>
        public new (Tensor, Tensor, Tensor) call(Tensor input, (Tensor, Tensor)? h0_c0 = null) => base.call(input, h0_c0);

        /// <inheritdoc cref="call"/>
        public override (Tensor, Tensor, Tensor) forward(Tensor input, (Tensor, Tensor)? h0_c0 = null)
        {
            ArgumentNullException.ThrowIfNull(input);
            if (input._shape.Length == 2)
            {
                int at = _batchFirst ? 0 : 1;
                using var batch = input.unsqueeze(at);
                (Tensor, Tensor)? states = h0_c0 is { } s ? (s.Item1.unsqueeze(1), s.Item2.unsqueeze(1)) : null;
                var (o, h, c) = forward(batch, states);
                using (o) using (h) using (c) return (o.squeeze(at), h.squeeze(1), c.squeeze(1));
            }
            if (input._shape.Length != 3) throw Fail.Native($"LSTM: the input has 3 dimensions (a batch of sequences) or 2 (one sequence), not {input._shape.Length}");
            long count = input._shape[_batchFirst ? 0 : 1];
            long[] stateShape = [_layers * _directions, count, _hidden];
            if (h0_c0 is { } given)
                foreach (var t in new[] { given.Item1, given.Item2 })
                    if (!Shapes.Same(t._shape, stateShape)) throw Fail.Shape("LSTM: the initial states are (layers, batch, hidden)", stateShape, t._shape);
            using var zeros = h0_c0 is null ? Tensor.NewZeros(input._type, [count, _hidden]) : null;
            var x = input;
            var (hiddens, cells) = (new Tensor[_layers * _directions], new Tensor[_layers * _directions]);
            for (int layer = 0; layer < _layers; layer++)
            {
                var outputs = new Tensor[_directions];
                for (int d = 0; d < _directions; d++)
                {
                    int i = layer * _directions + d;
                    string end = Suffix(layer, d);
                    using var h0 = h0_c0 is { } states ? states.Item1.select(0, i) : zeros!.alias();
                    using var c0 = h0_c0 is { } alike ? alike.Item2.select(0, i) : zeros!.alias();
                    (outputs[d], hiddens[i], cells[i]) = LstmOp.Layer(x, h0, c0, FindParameter("weight_ih" + end)!, FindParameter("weight_hh" + end)!,
                        _bias ? FindParameter("bias_ih" + end) : null, _bias ? FindParameter("bias_hh" + end) : null, _batchFirst, d == 1);
                }
                var y = _directions == 1 ? outputs[0] : torch.cat(outputs, 2);
                if (_directions == 2) foreach (var o in outputs) o.Dispose();
                if (_dropout > 0 && training && layer < _layers - 1)
                {
                    var dropped = torch.nn.functional.dropout(y, _dropout);
                    y.Dispose();
                    y = dropped;
                }
                if (!ReferenceEquals(x, input)) x.Dispose();
                x = y;
            }
            return (x, Stacked(hiddens), Stacked(cells));
        }

        private static Tensor Stacked(Tensor[] states)
        {
            var y = states.Length == 1 ? states[0].unsqueeze(0) : torch.stack(states);
            foreach (var s in states) s.Dispose();
            return y;
        }

        private static string Suffix(int layer, int direction) => "_l" + layer.ToString(CultureInfo.InvariantCulture) + (direction == 1 ? "_reverse" : "");
    }
}
