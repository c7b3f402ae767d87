using TorchSharp.IO;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Reads a tensor from PyTorch's own file: what <see cref="save"/> wrote, or Python's <c>torch.save</c>.</summary>
    /// <exception cref="ExternalException">There is no such file, or it is none of one tensor, or damaged.</exception>
    public static Tensor load(string location) => Tensor.load(location);

    /// <summary>Writes a tensor to PyTorch's own file, which <see cref="load"/> reads; it appears whole or not at all.</summary>
    public static void save(Tensor t, string location) => Required(t).save(location);

    public partial class Tensor
    {
        /// <inheritdoc cref="torch.save"/>
        public void save(string location) => TensorArchive.Write(this, location);

        /// <inheritdoc cref="torch.load"/>
        public static Tensor load(string location) => TensorArchive.Read(location);

        /// <summary>Reads a tensor that <see cref="TensorExtensionMethods.Save(Tensor, string)"/> wrote.</summary>
        public static Tensor Load(string location)
        {
            using var stream = File.OpenRead(location);
            return Load(stream);
        }

        /// <summary>Reads a tensor from a stream, which stays open.</summary>
        public static Tensor Load(Stream stream)
        {
            using var reader = new BinaryReader(stream, System.Text.Encoding.UTF8, true);
            return TensorFile.Read(reader);
        }

        /// <summary>Reads a tensor.</summary>
        public static Tensor Load(BinaryReader reader) => TensorFile.Read(Required(reader));
    }

    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>All parameters and persistent buffers by name: first the parameters, then the buffers. The tensors themselves, not copies.</summary>
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                string lead = string.IsNullOrEmpty(prefix) ? "" : prefix + ".";
                foreach (var (n, p) in named_parameters()) destination.TryAdd(lead + n, p);
                foreach (var (n, b) in named_buffers(true, false)) destination.TryAdd(lead + n, b);
                return destination;
            }

            /// <summary>Copies values of the same names and shapes.</summary>
            /// <param name="source">Tensors by name, as from <see cref="state_dict"/>.</param>
            /// <param name="strict">True to throw if names are missing or left over.</param>
            /// <param name="skip">Names to leave as they are.</param>
            /// <returns>Names that the source lacks, and names of the source that are not known here.</returns>
            /// <exception cref="ArgumentException">Names (if strict) or shapes differ.</exception>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                ArgumentNullException.ThrowIfNull(source);
                var own = state_dict();
                var missing = own.Keys.Where(k => !source.ContainsKey(k) && skip?.Contains(k) != true).ToList();
                var unexpected = source.Keys.Where(k => !own.ContainsKey(k) && skip?.Contains(k) != true).ToList();
                if (strict && missing.Count + unexpected.Count > 0)
                    throw new ArgumentException($"the state does not fit the module: {Listed("missing", missing)}{Listed("unknown", unexpected)}", nameof(source));
                foreach (var (key, target) in own)
                {
                    if (skip?.Contains(key) == true || !source.TryGetValue(key, out var value)) continue;
                    if (!Shapes.Same(value._shape, target._shape))
                        throw new ArgumentException($"\"{key}\" has shape [{string.Join(", ", value._shape)}] in the state and [{string.Join(", ", target._shape)}] in the module", nameof(source));
                }
                using var guard = no_grad();
                foreach (var (key, target) in own)
                    if (skip?.Contains(key) != true && source.TryGetValue(key, out var value)) target.copy_(value);
                return (missing, unexpected);
            }

            private static string Listed(string what, List<string> names) => names.Count == 0 ? "" : $"{what}: {string.Join(", ", names)}. ";

            /// <summary>Writes all parameters and buffers to a file in TorchSharp's format; the file appears whole or not at all.</summary>
            /// <param name="location">The path.</param>
            /// <param name="skip">Names to leave out.</param>
            /// <returns>This module.</returns>
            public Module save(string location, IList<string>? skip = null)
            {
                AtomicFile.Write(location, w => save(w, skip));
                return this;
            }

            /// <summary>Writes all parameters and buffers to a stream, and closes it.</summary>
            /// <returns>This module.</returns>
            public Module save(Stream stream, IList<string>? skip = null)
            {
                using var writer = new BinaryWriter(stream);
                return save(writer, skip);
            }

            /// <summary>Writes all parameters and buffers.</summary>
            /// <returns>This module.</returns>
            public Module save(BinaryWriter writer, IList<string>? skip = null)
            {
                save_state_dict(writer, state_dict(), skip);
                return this;
            }

            /// <summary>Writes tensors by name: their number, then for each its name and itself.</summary>
            public static void save_state_dict(BinaryWriter writer, Dictionary<string, Tensor> sd, IList<string>? skip = null)
            {
                ArgumentNullException.ThrowIfNull(writer);
                ArgumentNullException.ThrowIfNull(sd);
                var kept = sd.Where(e => skip?.Contains(e.Key) != true).ToList();
                TensorFile.WriteNumber(writer, kept.Count);
                foreach (var (key, value) in kept)
                {
                    writer.Write(key);
                    TensorFile.Write(value, writer);
                }
            }

            /// <summary>Reads parameters and buffers from a file in TorchSharp's format.</summary>
            /// <param name="location">The path.</param>
            /// <param name="strict">True to throw if names are missing or left over.</param>
            /// <param name="skip">Names to leave as they are.</param>
            /// <param name="loadedParameters">Gets each name, and whether it was read.</param>
            /// <returns>This module.</returns>
            /// <exception cref="FileNotFoundException">There is no such file.</exception>
            /// <exception cref="ArgumentException">Names (if strict), types or shapes differ.</exception>
            public virtual Module load(string location, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                using var stream = File.OpenRead(location);
                return load(stream, strict, skip, loadedParameters);
            }

            /// <summary>Reads parameters and buffers from a stream, which stays open.</summary>
            /// <inheritdoc cref="load(string, bool, IList{string}, Dictionary{string, bool})"/>
            public Module load(Stream stream, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                using var reader = new BinaryReader(stream, System.Text.Encoding.UTF8, true);
                return load(reader, strict, skip, loadedParameters);
            }

            /// <summary>Reads parameters and buffers. All are read and checked before the first one changes.</summary>
            /// <inheritdoc cref="load(string, bool, IList{string}, Dictionary{string, bool})"/>
            public virtual Module load(BinaryReader reader, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                ArgumentNullException.ThrowIfNull(reader);
                using var scope = NewDisposeScope();
                var own = state_dict();
                var read = new Dictionary<string, Tensor>();
                long count = TensorFile.ReadNumber(reader);
                for (long i = 0; i < count; i++)
                {
                    string key = reader.ReadString();
                    var (type, shape) = TensorFile.ReadHead(reader);
                    if (skip?.Contains(key) == true || !own.TryGetValue(key, out var target))
                    {
                        if (strict && skip?.Contains(key) != true) throw new ArgumentException($"the file has \"{key}\", which the module has not: {string.Join(", ", own.Keys)}", nameof(reader));
                        TensorFile.Skip(reader, type, shape);
                        continue;
                    }
                    if (type != target._type) throw new ArgumentException($"\"{key}\" is of {type} in the file and of {target._type} in the module", nameof(reader));
                    if (!Shapes.Same(shape, target._shape))
                        throw new ArgumentException($"\"{key}\" has shape [{string.Join(", ", shape)}] in the file and [{string.Join(", ", target._shape)}] in the module", nameof(reader));
                    var value = Tensor.New(type, shape);
                    TensorFile.ReadElements(reader, value.RawBytes(), type.Size());
                    read[key] = value;
                }
                load_state_dict(read, strict, skip);
                if (loadedParameters is not null) foreach (string key in own.Keys) loadedParameters[key] = read.ContainsKey(key);
                return this;
            }
        }
    }
}

public static partial class TensorExtensionMethods
{
    /// <summary>Writes a tensor in TorchSharp's format.</summary>
    public static void Save(this Tensor tensor, BinaryWriter writer) => TensorFile.Write(tensor, torch.Required(writer));

    /// <summary>Writes a tensor in TorchSharp's format to a stream, which stays open.</summary>
    public static void Save(this Tensor tensor, Stream stream)
    {
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, true);
        TensorFile.Write(tensor, writer);
    }

    /// <summary>Writes a tensor to a file in TorchSharp's format.</summary>
    public static void Save(this Tensor tensor, string location)
    {
        torch.Required(tensor);
        AtomicFile.Write(location, w => TensorFile.Write(tensor, w));
    }
}
