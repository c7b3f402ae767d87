using System.Buffers.Binary;
using System.Text;

namespace TorchSharp.IO;

/// <summary>
/// The part of Python's pickle protocol 2 in which PyTorch describes a tensor. Nothing is called by its name: what a tensor needs is rebuilt here, and
/// anything else is refused.
/// </summary>
internal static class Pickle
{
    /// <summary>A class or a function by its module and name.</summary>
    internal sealed record Global(string Module, string Name)
    {
        public override string ToString() => $"{Module}.{Name}";
    }

    /// <summary>A record of the archive that holds elements.</summary>
    internal sealed record Elements(ScalarType Type, string Key, long Count);

    /// <summary>A view of such a record.</summary>
    internal sealed record View(Elements Elements, long Offset, long[] Shape, long[] Strides, bool RequiresGrad);

    private static readonly (ScalarType Type, string Name)[] Storages =
    [
        (ScalarType.Float32, "FloatStorage"), (ScalarType.Float64, "DoubleStorage"), (ScalarType.Int64, "LongStorage"), (ScalarType.Bool, "BoolStorage"),
    ];

    /// <summary>A module whose only part, "0", is a row-major tensor with its elements in record 0.</summary>
    internal static byte[] Write(ScalarType type, long[] shape, long[] strides, long count, bool requiresGrad)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        int memory = 0;
        void Bytes(string codes) => writer.Write(Encoding.Latin1.GetBytes(codes));
        void Remember() => writer.Write([(byte)'q', (byte)memory++]);
        void Class(string module, string name)
        {
            Bytes($"c{module}\n{name}\n");
            Remember();
        }
        void Text(string text)
        {
            writer.Write((byte)'X');
            writer.Write(text.Length);
            Bytes(text);
            Remember();
        }
        void Number(long value)
        {
            switch (value)
            {
                case < 256: writer.Write([(byte)'K', (byte)value]); break;
                case < 65536:
                    writer.Write((byte)'M');
                    writer.Write((ushort)value);
                    break;
                default:
                    writer.Write((byte)'J');
                    writer.Write(checked((int)value));
                    break;
            }
        }
        void Numbers(long[] values)
        {
            Bytes("(");
            foreach (long value in values) Number(value);
            Bytes("t");
        }
        Bytes("\x80\x02");
        Class("__torch__", "Module");
        Bytes(")\x81}(");
        Text("0");
        Class("torch._utils", "_rebuild_tensor_v2");
        Bytes("((");
        Text("storage");
        Class("torch", Storages.First(s => s.Type == type).Name);
        Bytes("h\x01"); // "0" again, the record's name
        Text("cpu");
        Number(count);
        Bytes("tQ");
        Remember();
        Number(0);
        Numbers(shape);
        Numbers(strides);
        Bytes(requiresGrad ? "\x88" : "\x89");
        Class("collections", "OrderedDict");
        Bytes(")RtR");
        Remember();
        Bytes("ub");
        Remember();
        Bytes(".");
        return stream.ToArray();
    }

    /// <summary>The one tensor that a pickle describes, alone or as the part "0" of a module.</summary>
    /// <exception cref="InvalidDataException">It describes something else, or nothing.</exception>
    internal static View Read(ReadOnlySpan<byte> bytes)
    {
        object? root = Run(bytes);
        if (root is Dictionary<string, object?> module && module.Count == 1) root = module.GetValueOrDefault("0");
        return root as View ?? throw new InvalidDataException("it holds something else than one tensor");
    }

    private static object? Run(ReadOnlySpan<byte> bytes)
    {
        var stack = new Stack<object?>();
        var marks = new Stack<int>();
        var memory = new Dictionary<int, object?>();
        object?[] Marked()
        {
            var values = new object?[stack.Count - marks.Pop()];
            for (int i = values.Length; i-- > 0;) values[i] = stack.Pop();
            return values;
        }
        object?[] Popped(int count)
        {
            marks.Push(stack.Count - count);
            return Marked();
        }
        for (int at = 0; ;)
        {
            byte code = bytes[at++];
            switch ((char)code)
            {
                case '\x80': at++; break;
                case '.': return stack.Pop();
                case 'c': stack.Push(new Global(Line(bytes, ref at), Line(bytes, ref at))); break;
                case 'q': memory[bytes[at++]] = stack.Peek(); break;
                case 'r': memory[Int(bytes, ref at)] = stack.Peek(); break;
                case 'h': stack.Push(memory[bytes[at++]]); break;
                case 'j': stack.Push(memory[Int(bytes, ref at)]); break;
                case '(': marks.Push(stack.Count); break;
                case 't': stack.Push(Marked()); break;
                case ')': stack.Push(Array.Empty<object?>()); break;
                case '\x85' or '\x86' or '\x87': stack.Push(Popped(code - 0x84)); break;
                case '}': stack.Push(new Dictionary<string, object?>()); break;
                case 'N': stack.Push(null); break;
                case '\x88': stack.Push(true); break;
                case '\x89': stack.Push(false); break;
                case 'K': stack.Push((long)bytes[at++]); break;
                case 'M':
                    stack.Push((long)BinaryPrimitives.ReadUInt16LittleEndian(bytes.Slice(at, 2)));
                    at += 2;
                    break;
                case 'J': stack.Push((long)Int(bytes, ref at)); break;
                case '\x8a':
                    stack.Push(Long(bytes.Slice(at + 1, bytes[at])));
                    at += 1 + bytes[at];
                    break;
                case 'X':
                    int length = Int(bytes, ref at);
                    stack.Push(Encoding.UTF8.GetString(bytes.Slice(at, length)));
                    at += length;
                    break;
                case 'Q': stack.Push(Persistent((object?[])stack.Pop()!)); break;
                case 'R':
                    var arguments = (object?[])stack.Pop()!;
                    stack.Push(Call((Global)stack.Pop()!, arguments));
                    break;
                case '\x81': // an object without content, of whatever class
                    Popped(2);
                    stack.Push(new Dictionary<string, object?>());
                    break;
                case 'u':
                    var entries = Marked();
                    var table = (Dictionary<string, object?>)stack.Peek()!;
                    for (int i = 0; i < entries.Length; i += 2) table[(string)entries[i]!] = entries[i + 1];
                    break;
                case 's':
                    var entry = Popped(2);
                    ((Dictionary<string, object?>)stack.Peek()!)[(string)entry[0]!] = entry[1];
                    break;
                case 'b':
                    var state = (Dictionary<string, object?>)stack.Pop()!;
                    foreach (var (key, value) in state) ((Dictionary<string, object?>)stack.Peek()!)[key] = value;
                    break;
                default: throw new InvalidDataException($"it has the pickle code {code}, which describes no tensor");
            }
        }
    }

    private static string Line(ReadOnlySpan<byte> bytes, ref int at)
    {
        int length = bytes[at..].IndexOf((byte)'\n');
        string line = Encoding.UTF8.GetString(bytes.Slice(at, length));
        at += length + 1;
        return line;
    }

    private static int Int(ReadOnlySpan<byte> bytes, ref int at)
    {
        int value = BinaryPrimitives.ReadInt32LittleEndian(bytes.Slice(at, 4));
        at += 4;
        return value;
    }

    private static long Long(ReadOnlySpan<byte> bytes) => (long)new BigInteger(bytes);

    private static Elements Persistent(object?[] id)
    {
        string name = ((Global)id[1]!).Name;
        int known = Array.FindIndex(Storages, s => s.Name == name);
        if (known < 0) throw new InvalidDataException($"its elements are a {name}, and tensors here are of {string.Join(", ", Storages.Select(s => s.Type))}");
        return new Elements(Storages[known].Type, (string)id[2]!, (long)id[4]!);
    }

    private static View? Call(Global function, object?[] arguments) => function switch
    {
        ("torch._utils", "_rebuild_tensor_v2") => new View(
            (Elements)arguments[0]!, (long)arguments[1]!, Array.ConvertAll((object?[])arguments[2]!, n => (long)n!), Array.ConvertAll((object?[])arguments[3]!, n => (long)n!), (bool)arguments[4]!),
        ("collections", "OrderedDict") => null,
        _ => throw new InvalidDataException($"it calls {function}, which makes no tensor"),
    };
}
