using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Layers, losses and what belongs to them.</summary>
    public static partial class nn
    {
        /// <summary>A tensor that training changes.</summary>
        public static Parameter Parameter(Tensor data, bool requires_grad = true) => new(data, requires_grad);

        /// <summary>Something that can be called with one argument.</summary>
        public interface IModule<T, TResult>
        {
            /// <summary>Computes, running hooks before and after.</summary>
            TResult call(T input1);
        }

        /// <summary>Something that can be called with two arguments.</summary>
        public interface IModule<T1, T2, TResult>
        {
            /// <summary>Computes, running hooks before and after.</summary>
            TResult call(T1 input1, T2 input2);
        }

        /// <summary>
        /// A part of a network: parameters, buffers and further modules by name, and a switch between training and evaluation.
        /// </summary>
        /// <remarks>A module of one's own keeps its parts in fields and ends its constructor with <see cref="RegisterComponents"/>.</remarks>
        public partial class Module : IDisposable
        {
            private readonly List<(string Name, Parameter Value)> _parameters = [];
            private readonly List<(string Name, Tensor Value, bool Persistent)> _buffers = [];
            private readonly List<(string Name, Module Value)> _submodules = [];
            private readonly string _name;

            /// <summary>A module with a name for people to read.</summary>
            protected Module(string name) => _name = name;

            /// <summary>True while training: dropout drops and batch normalisation follows its batches.</summary>
            public virtual bool training { get; private set; } = true;

            /// <summary>The name given to the constructor.</summary>
            public virtual string GetName() => _name;

            /// <summary>Switches to training, or with false to evaluation, here and in all parts.</summary>
            public virtual void train(bool train = true)
            {
                training = train;
                foreach (var (_, m) in _submodules) m.train(train);
            }

            /// <summary>Switches to evaluation, here and in all parts.</summary>
            public virtual void eval() => train(false);

            /// <summary>Registers all fields that hold modules, parameters or tensors (as buffers), under the fields' names and in their order.</summary>
            protected virtual void RegisterComponents()
            {
                foreach (var field in GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
                {
                    switch (field.GetValue(this))
                    {
                        case Module m:
                            register_module(field.Name, m);
                            break;
                        case Parameter p:
                            register_parameter(field.Name, p);
                            break;
                        case Tensor t:
                            register_buffer(field.Name, t);
                            break;
                        default:
                            break;
                    }
                }
            }

            /// <summary>Makes a module a part of this one.</summary>
            /// <exception cref="ArgumentException">The name is empty, has a dot, or is taken.</exception>
            public virtual void register_module(string name, Module submodule)
            {
                ArgumentNullException.ThrowIfNull(submodule);
                RequireName(name);
                if (_submodules.Any(m => m.Name == name)) throw new InvalidOperationException($"a module named \"{name}\" is registered already");
                _submodules.Add((name, submodule));
            }

            /// <summary>Makes a module a part of this one.</summary>
            public void add_module(string name, Module module) => register_module(name, module);

            /// <summary>Makes a parameter a part of this module: trained, moved and saved with it.</summary>
            public virtual void register_parameter(string name, Parameter param)
            {
                ArgumentNullException.ThrowIfNull(param);
                RequireName(name);
                if (_parameters.Any(p => p.Name == name)) throw new InvalidOperationException($"a parameter named \"{name}\" is registered already");
                param.DetachFromDisposeScope();
                _parameters.Add((name, param));
            }

            /// <summary>Makes a tensor a part of this module that is not trained: moved and, if persistent, saved with it.</summary>
            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                ArgumentNullException.ThrowIfNull(tensor);
                RequireName(name);
                if (_buffers.Any(b => b.Name == name)) throw new InvalidOperationException($"a buffer named \"{name}\" is registered already");
                tensor.DetachFromDisposeScope();
                _buffers.Add((name, tensor, persistent));
            }

            private static void RequireName(string name)
            {
                if (string.IsNullOrEmpty(name) || name.Contains('.')) throw new ArgumentException($"\"{name}\" is no name of a part: not empty, no dots", nameof(name));
            }

            /// <summary>Puts another parameter in the place of a registered one, or registers it.</summary>
            private protected void SetParameter(string name, Parameter? value)
            {
                int i = _parameters.FindIndex(p => p.Name == name);
                value?.DetachFromDisposeScope();
                if (i >= 0 && value is not null) _parameters[i] = (name, value);
                else if (i >= 0) _parameters.RemoveAt(i);
                else if (value is not null) register_parameter(name, value);
            }

            private protected void SetBuffer(string name, Tensor? value)
            {
                int i = _buffers.FindIndex(b => b.Name == name);
                value?.DetachFromDisposeScope();
                if (i >= 0 && value is not null) _buffers[i] = (name, value, true);
                else if (i >= 0) _buffers.RemoveAt(i);
                else if (value is not null) register_buffer(name, value);
            }

            private protected Parameter? FindParameter(string name) => _parameters.Find(p => p.Name == name).Value;

            private protected Tensor? FindBuffer(string name) => _buffers.Find(b => b.Name == name).Value;

            /// <summary>The parameters with their names: first this module's own, then those of its parts as "part.name".</summary>
            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                foreach (var (n, p) in _parameters) yield return (n, p);
                if (!recurse) yield break;
                foreach (var (n, m) in _submodules)
                    foreach (var (inner, p) in m.named_parameters()) yield return ($"{n}.{inner}", p);
            }

            /// <summary>The parameters, in the order of <see cref="named_parameters"/>.</summary>
            public virtual IEnumerable<Parameter> parameters(bool recurse = true) => named_parameters(recurse).Select(p => p.parameter);

            /// <summary>The buffers with their names.</summary>
            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true)
            {
                foreach (var (n, b, persistent) in _buffers) if (persistent || include_nonpersistent) yield return (n, b);
                if (!recurse) yield break;
                foreach (var (n, m) in _submodules)
                    foreach (var (inner, b) in m.named_buffers(true, include_nonpersistent)) yield return ($"{n}.{inner}", b);
            }

            /// <summary>The buffers.</summary>
            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) => named_buffers(recurse, include_nonpersistent).Select(b => b.buffer);

            /// <summary>The parts of this module with their names.</summary>
            public virtual IEnumerable<(string name, Module module)> named_children() => _submodules.Select(m => (m.Name, m.Value));

            /// <summary>The parts of this module.</summary>
            public virtual IEnumerable<Module> children() => _submodules.Select(m => m.Value);

            /// <summary>The parts of this module, then the parts of each, and so on, with their names.</summary>
            public virtual IEnumerable<(string name, Module module)> named_modules()
            {
                foreach (var (n, m) in _submodules) yield return (n, m);
                foreach (var (n, m) in _submodules)
                    foreach (var (inner, part) in m.named_modules()) yield return ($"{n}.{inner}", part);
            }

            /// <summary>The parts of this module, then the parts of each, and so on.</summary>
            public virtual IEnumerable<Module> modules() => named_modules().Select(m => m.module);

            /// <summary>A parameter by name ("part.name"), or null if there is none of that name.</summary>
            public virtual Parameter? get_parameter(string target)
            {
                ArgumentNullException.ThrowIfNull(target);
                return named_parameters().FirstOrDefault(p => p.name == target).parameter;
            }

            /// <summary>A buffer by name ("part.name"), or null if there is none of that name.</summary>
            public virtual Tensor? get_buffer(string target)
            {
                ArgumentNullException.ThrowIfNull(target);
                return named_buffers().FirstOrDefault(b => b.name == target).buffer;
            }

            /// <summary>True if there is a parameter of that name.</summary>
            public virtual bool has_parameter(string target) => get_parameter(target) is not null;

            /// <summary>True if there is a buffer of that name.</summary>
            public virtual bool has_buffer(string target) => get_buffer(target) is not null;

            /// <summary>Calls a function on all parts and then on this module.</summary>
            /// <returns>This module.</returns>
            public virtual Module apply(Action<Module> fn)
            {
                ArgumentNullException.ThrowIfNull(fn);
                foreach (var (_, m) in _submodules) m.apply(fn);
                fn(this);
                return this;
            }

            /// <summary>Takes the gradients of all parameters away, or with false sets them to 0.</summary>
            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (var p in parameters())
                {
                    if (set_to_none) p.grad = null;
                    else p._leaf?.Zero();
                }
            }

            /// <summary>Converts all floating-point parameters and buffers. The parameters stay the same objects.</summary>
            internal void Convert(ScalarType type)
            {
                if (!type.IsFloating()) throw new ArgumentException($"a module works in Float32 or Float64, not in {type}", nameof(type));
                foreach (var p in parameters()) p.Become(type);
                foreach (var b in buffers()) if (b._type.IsFloating()) b.Become(type);
            }

            /// <summary>Disposes all parameters, buffers and parts.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Disposes all parameters, buffers and parts.</summary>
            protected virtual void Dispose(bool disposing)
            {
                if (!disposing) return;
                foreach (var (_, p) in _parameters) p.Dispose();
                foreach (var (_, b, _) in _buffers) b.Dispose();
                foreach (var (_, m) in _submodules) m.Dispose();
            }
        }

        /// <summary>A module whose calls can be listened to.</summary>
        public class HookableModule<TPreHook, TPostHook> : Module
        {
            private readonly Dictionary<string, Action<Module>> _modulePre = [], _modulePost = [];
            private int _hooks;

            /// <inheritdoc/>
            protected HookableModule(string name) : base(name)
            {
            }

            private protected Dictionary<string, TPreHook> PreHooks { get; } = [];

            private protected Dictionary<string, TPostHook> PostHooks { get; } = [];

            /// <summary>True if calls go straight to forward.</summary>
            internal bool IsPlain => PreHooks.Count + PostHooks.Count + _modulePre.Count + _modulePost.Count == 0;

            /// <summary>Calls a function after every call of the module, with input and output; what is not null replaces the output.</summary>
            public HookRemover register_forward_hook(TPostHook hook) => Add(PostHooks, hook);

            /// <summary>Calls a function before every call of the module, with the input; what is not null replaces the input.</summary>
            public HookRemover register_forward_pre_hook(TPreHook hook) => Add(PreHooks, hook);

            /// <summary>Calls a function after every call of the module.</summary>
            public HookRemover register_forward_hook(Action<Module> hook) => Add(_modulePost, hook);

            /// <summary>Calls a function before every call of the module.</summary>
            public HookRemover register_forward_pre_hook(Action<Module> hook) => Add(_modulePre, hook);

            private protected void Before()
            {
                foreach (var hook in _modulePre.Values.ToArray()) hook(this);
            }

            private protected void After()
            {
                foreach (var hook in _modulePost.Values.ToArray()) hook(this);
            }

            private HookRemover Add<THook>(Dictionary<string, THook> hooks, THook hook)
            {
                string key = (_hooks++).ToString(System.Globalization.CultureInfo.InvariantCulture);
                hooks.Add(key, hook);
                return new HookRemover(this, key);
            }

            /// <summary>Takes a hook away again.</summary>
            public class HookRemover
            {
                private readonly HookableModule<TPreHook, TPostHook> _module;
                private readonly string _key;

                /// <summary>For the hook of a module that a registration returned.</summary>
                public HookRemover(HookableModule<TPreHook, TPostHook> module, string key) => (_module, _key) = (module, key);

                /// <summary>Takes the hook away.</summary>
                public void remove()
                {
                    _module.PreHooks.Remove(_key);
                    _module.PostHooks.Remove(_key);
                    _module._modulePre.Remove(_key);
                    _module._modulePost.Remove(_key);
                }
            }
        }

        /// <summary>A module with one input.</summary>
        public abstract class Module<T, TResult> : HookableModule<Func<Module<T, TResult>, T, T>, Func<Module<T, TResult>, T, TResult, TResult>>, IModule<T, TResult>
        {
            /// <inheritdoc/>
            protected Module(string name) : base(name)
            {
            }

            /// <summary>The computation. Use <see cref="call"/>, which also runs hooks.</summary>
            public abstract TResult forward(T input);

            /// <summary>Computes, running hooks before and after.</summary>
            public TResult call(T input)
            {
                if (IsPlain) return forward(input);
                Before();
                foreach (var hook in PreHooks.Values.ToArray()) if (hook(this, input) is { } changed) input = changed;
                var result = forward(input);
                foreach (var hook in PostHooks.Values.ToArray()) if (hook(this, input, result) is { } changed) result = changed;
                After();
                return result;
            }
        }

        /// <summary>A module with two inputs.</summary>
        public abstract class Module<T1, T2, TResult>
            : HookableModule<Func<Module<T1, T2, TResult>, T1, T2, (T1, T2)?>, Func<Module<T1, T2, TResult>, T1, T2, TResult, TResult>>, IModule<T1, T2, TResult>
        {
            /// <inheritdoc/>
            protected Module(string name) : base(name)
            {
            }

            /// <summary>The computation. Use <see cref="call"/>, which also runs hooks.</summary>
            public abstract TResult forward(T1 input1, T2 input2);

            /// <summary>Computes, running hooks before and after.</summary>
            public TResult call(T1 input1, T2 input2)
            {
                if (IsPlain) return forward(input1, input2);
                Before();
                foreach (var hook in PreHooks.Values.ToArray()) if (hook(this, input1, input2) is { } changed) (input1, input2) = changed;
                var result = forward(input1, input2);
                foreach (var hook in PostHooks.Values.ToArray()) if (hook(this, input1, input2, result) is { } changed) result = changed;
                After();
                return result;
            }
        }
    }
}

/// <summary>Conversions of modules that return the module itself, as what it is.</summary>
public static class ModuleExtensionMethods
{
    /// <summary>Converts all floating-point parameters and buffers.</summary>
    /// <returns>The module.</returns>
    public static T to<T>(this T module, ScalarType type, bool non_blocking = false) where T : torch.nn.Module
    {
        ArgumentNullException.ThrowIfNull(module);
        module.Convert(type);
        return module;
    }

    /// <summary>The module on a device: modules of this library are on the processor.</summary>
    /// <returns>The module.</returns>
    public static T to<T>(this T module, Device device, bool non_blocking = false) where T : torch.nn.Module
    {
        torch.RequireCpu(device);
        return module;
    }

    /// <inheritdoc cref="to{T}(T, Device, bool)"/>
    public static T to<T>(this T module, string device, bool non_blocking = false) where T : torch.nn.Module => module.to(new Device(device));

    /// <inheritdoc cref="to{T}(T, Device, bool)"/>
    public static T to<T>(this T module, DeviceType deviceType, int deviceIndex = -1, bool non_blocking = false) where T : torch.nn.Module => module.to(new Device(deviceType, deviceIndex));

    /// <summary>Converts all floating-point parameters and buffers to Float64.</summary>
    /// <returns>The module.</returns>
    public static T @double<T>(this T module, bool non_blocking = false) where T : torch.nn.Module => module.to(ScalarType.Float64);

    /// <summary>Converts all floating-point parameters and buffers to Float32.</summary>
    /// <returns>The module.</returns>
    public static T @float<T>(this T module, bool non_blocking = false) where T : torch.nn.Module => module.to(ScalarType.Float32);

    /// <summary>The module on the processor, where it is.</summary>
    /// <returns>The module.</returns>
    public static T cpu<T>(this T module, bool non_blocking = false) where T : torch.nn.Module => module;
}
