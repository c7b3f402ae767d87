using System.Text;
using Microsoft.DotNet.Interactive;
using NotebookKernel.Display;

namespace NotebookKernel.Engine;

/// <summary>
/// Sends what code writes to the console to the cell that it belongs to, whichever session that is; all else goes where it went before.
/// </summary>
internal static class ConsoleRouter
{
    private static readonly Lock Gate = new();
    private static TextWriter? _out, _error;
    private static TextReader? _in;

    /// <summary>Puts the router in place, again if a cell has left another writer there.</summary>
    public static void Install()
    {
        lock (Gate)
        {
            if (!ReferenceEquals(Console.Out, _out))
            {
                Console.SetOut(_out ?? new Writer(StreamName.Output, Console.Out));
                _out = Console.Out;
            }

            if (!ReferenceEquals(Console.Error, _error))
            {
                Console.SetError(_error ?? new Writer(StreamName.Error, Console.Error));
                _error = Console.Error;
            }

            if (_in is null)
            {
                Console.SetIn(new Reader());
                _in = Console.In;
            }
        }
    }

    private sealed class Writer : TextWriter
    {
        private readonly StreamName _stream;
        private readonly TextWriter _host;

        public Writer(StreamName stream, TextWriter host)
        {
            _stream = stream;
            _host = host;
            CoreNewLine = ['\n'];
        }

        public override Encoding Encoding => _host.Encoding;

        public override void Write(char value) => Write(new ReadOnlySpan<char>(in value));

        public override void Write(string? value) => Write(value.AsSpan());

        public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

        public override void WriteLine(string? value)
        {
            Write(value.AsSpan());
            WriteLine();
        }

        public override void WriteLine()
        {
            if (KernelInvocationContext.Current is { } cell) cell.Outputs.Write(_stream, "\n");
            else _host.WriteLine();
        }

        public override void Write(ReadOnlySpan<char> buffer)
        {
            if (KernelInvocationContext.Current is { } cell) cell.Outputs.Write(_stream, buffer);
            else _host.Write(buffer);
        }

        public override void Flush()
        {
            if (KernelInvocationContext.Current is null) _host.Flush();
        }
    }

    /// <summary>A cell's input comes from its front end; where that has none it is at its end. The host's is opened only when the host reads.</summary>
    private sealed class Reader : TextReader
    {
        private readonly Lazy<TextReader> _host = new(() => new StreamReader(Console.OpenStandardInput(), Console.InputEncoding));
        private readonly Lock _gate = new();
        private string _line = "";
        private int _position;

        public override int Peek() => KernelInvocationContext.Current is { } cell ? Next(cell, advance: false) : _host.Value.Peek();

        public override int Read() => KernelInvocationContext.Current is { } cell ? Next(cell, advance: true) : _host.Value.Read();

        public override string? ReadLine()
        {
            if (KernelInvocationContext.Current is not { } cell) return _host.Value.ReadLine();
            lock (_gate)
            {
                if (_position < _line.Length)
                {
                    var rest = _line[_position..].TrimEnd('\n');
                    _position = _line.Length;
                    return rest;
                }
            }

            return cell.Outputs.ReadLine();
        }

        /// <summary>The next character, of a new line when the last one is used up.</summary>
        private int Next(KernelInvocationContext cell, bool advance)
        {
            lock (_gate)
            {
                if (_position == _line.Length)
                {
                    if (cell.Outputs.ReadLine() is not { } line) return -1;
                    (_line, _position) = (line + "\n", 0);
                }

                return advance ? _line[_position++] : _line[_position];
            }
        }
    }
}
