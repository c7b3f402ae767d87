namespace TorchSharp;

/// <summary>Kinds of processors. Tensors of this library live on the <see cref="CPU"/>.</summary>
public enum DeviceType
{
    /// <summary>The machine's processor.</summary>
    CPU = 0,

    /// <summary>A graphics card by NVIDIA.</summary>
    CUDA = 1,

    /// <summary>An Apple graphics processor.</summary>
    MPS = 13,
}

public static partial class torch
{
    /// <summary>The processor.</summary>
    public static readonly Device CPU = new(DeviceType.CPU);

    /// <summary>A device by description: "cpu".</summary>
    public static Device device(string description) => new(description);

    /// <summary>A device by its kind.</summary>
    public static Device device(DeviceType deviceType, int index = -1) => new(deviceType, index);

    /// <summary>Where a tensor lives.</summary>
    public class Device
    {
        /// <summary>A device of a kind; <paramref name="index"/> -1 is the kind's current one.</summary>
        public Device(DeviceType deviceType, int index = -1)
        {
            type = deviceType;
            this.index = index;
        }

        /// <summary>A device by description: "cpu".</summary>
        /// <exception cref="ArgumentException">The description names no known device.</exception>
        public Device(string description)
        {
            ArgumentNullException.ThrowIfNull(description);
            string[] parts = description.Split(':');
            type = parts[0].ToUpperInvariant() switch
            {
                "CPU" => DeviceType.CPU,
                "CUDA" => DeviceType.CUDA,
                "MPS" => DeviceType.MPS,
                _ => throw new ArgumentException($"\"{description}\" is no device: \"cpu\" is", nameof(description)),
            };
            index = parts.Length > 1 ? int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture) : -1;
        }

        /// <summary>The kind of the device.</summary>
        public DeviceType type { get; }

        /// <summary>Which of its kind, or -1.</summary>
        public int index { get; }

        /// <summary>A device by description.</summary>
        public static implicit operator Device(string description) => new(description);

        /// <summary>The description: "cpu".</summary>
        public override string ToString() => type.ToString().ToLowerInvariant() + (index >= 0 ? ":" + index.ToString(System.Globalization.CultureInfo.InvariantCulture) : "");
    }

    /// <summary>How many threads an operation may use, the caller's own included; at first the logical processors that the process may use.</summary>
    public static int get_num_threads() => Simd.SimdOptions.ThreadCount;

    /// <summary>Sets how many threads an operation may use, in the whole process. Results do not depend on it.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="num"/> is below 1 or above 1024.</exception>
    public static void set_num_threads(int num)
    {
        if (num is < 1 or > 1024) throw new ArgumentOutOfRangeException(nameof(num), num, "The number of threads should be between 1 (the calling thread alone) and 1024.");
        Simd.SimdOptions.ThreadCount = num;
    }

    /// <summary>Graphics cards: this library uses none.</summary>
    public static partial class cuda
    {
        /// <summary>False: tensors live on the processor.</summary>
        public static bool is_available() => false;

        /// <summary>0.</summary>
        public static int device_count() => 0;
    }

    /// <summary>Lets a tensor be made on the processor and nowhere else.</summary>
    internal static void RequireCpu(Device? device)
    {
        if (device is not null && device.type != DeviceType.CPU)
            throw new ArgumentException($"device {device}: tensors of this library live on the cpu; ask torch.cuda.is_available() first", nameof(device));
    }
}
