using System.Numerics;

namespace Simd.Gemm;

/// <summary>
/// How a product is cut so that each level of the memory hierarchy serves what it holds many times.
/// </summary>
/// <remarks>
/// <para>The scheme is that of Goto and van de Geijn (2008) in the form of BLIS (Van Zee and van de Geijn 2015), for matrices
/// stored row by row:</para>
/// <code>
/// for each NC columns of B and C          block of B: KC x NC, packed once, shared by all threads, in the L3 cache
///   for each KC steps of the sum
///     pack that block of B into panels of Columns
///     for each MC rows of A and C         in parallel; block of A: MC x KC, packed by the thread itself, in its L2 cache
///       pack that block of A into panels of Rows
///       for each panel of B               KC x Columns, in the L1 cache, used by all rows of the block
///         for each panel of A             Rows x KC, streams from L2
///           tile of C: Rows x Columns sums in registers, KC steps
/// </code>
/// <para>A step of the tile reads Rows + Columns numbers and does Rows * Columns multiply-adds; with 6 x 16 floats on AVX2 that is 12
/// multiply-adds for 2 loads and 6 broadcasts, so that the two multipliers are the limit and not the loads. KC is as long as the L1
/// cache allows, since every block of KC steps reads and writes C once. MC x KC takes up to half of a small L2 cache (512 KiB), NC x KC a few MiB of L3.</para>
/// <para>Processors with 512 bit registers do twice the work in the same time, have larger caches (L2 of 1 to 2 MiB), and read a panel from L2 fast
/// enough: there longer panels pay, for C is touched less often.</para>
/// <para>Packing costs (m k + k n) moves against m n k multiply-adds. Below the sizes in <see cref="PackB"/> and <see cref="PackA"/> an
/// operand is used where it lies: a micro-kernel needs only that B has runs of Columns, so a transposed B is always packed.</para>
/// <para>All sums run over k in order with the same cuts, whatever MC, NC, the packing and the number of threads; only KC, which
/// depends on the kernel and k alone, touches the rounding.</para>
/// </remarks>
internal static class BlockSizes
{
    /// <summary>Bytes of B, and steps, up to which an operand is used where it lies: more rows of B than fit into the first level of the TLB cost more than packing.</summary>
    private const int SmallB = 256 * 1024, SmallSteps = 256;

    /// <summary>Multiply-adds from one meeting of the threads to the next below which a second one costs more than it brings.</summary>
    internal const long WorthThreads = 400_000;

    private static int PanelBytes(int columnBytes) => Wide(columnBytes) ? 96 * 1024 : 16 * 1024;

    private static int BlockABytes(int columnBytes) => Wide(columnBytes) ? 640 * 1024 : 192 * 1024;

    private static int BlockBBytes(int columnBytes) => (Wide(columnBytes) ? 8 : 4) * 1024 * 1024;

    // Three registers of 512 bits.
    private static bool Wide(int columnBytes) => columnBytes >= 192;

    /// <summary>Steps per block: k cut into equal parts of at most KC.</summary>
    internal static unsafe int Steps<T>(int k, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int most = Math.Max(128, Math.Min(512, PanelBytes(columns * sizeof(T)) / (columns * sizeof(T)) / 8 * 8));
        int parts = (k + most - 1) / most;
        return parts <= 1 ? k : ((k + parts - 1) / parts + 3) / 4 * 4;
    }

    /// <summary>Columns per block of B, a multiple of the tile's: n cut into equal parts of at most NC.</summary>
    internal static unsafe int BlockColumns<T>(int n, int steps, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int most = Math.Max(1, BlockBBytes(columns * sizeof(T)) / (Math.Max(1, steps) * sizeof(T)) / columns) * columns;
        return Equal(n, Parts(n, most), columns);
    }

    /// <summary>Rows per block of A, a multiple of the tile's: m cut into equal parts of at most MC, as many for each thread.</summary>
    /// <param name="m">Rows of the product.</param>
    /// <param name="steps">Steps of the sum per block.</param>
    /// <param name="rows">Rows of a tile.</param>
    /// <param name="columns">Columns of a tile.</param>
    /// <param name="threads">Threads that share the parts; with several, there are four for each or more, so that one on a slower core does not keep
    /// the others waiting, unless the parts would be less than two tiles high.</param>
    internal static unsafe int BlockRows<T>(int m, int steps, int rows, int columns, int threads)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int most = Math.Clamp(BlockABytes(columns * sizeof(T)) / (Math.Max(1, steps) * sizeof(T)) / rows, 1, 1024 / rows) * rows;
        int parts = Parts(m, most);
        if (threads == 1)
            return Equal(m, parts, rows);
        parts = Math.Max((parts + threads - 1) / threads, 4) * threads;
        return Math.Min(most, Math.Max(2 * rows, Equal(m, parts, rows)));
    }

    private static int Parts(int length, int most) => (int)Math.Max(1, ((long)length + most - 1) / most);

    private static int Equal(int length, int parts, int multiple) =>
        (int)Math.Min(int.MaxValue / multiple, (((long)length + parts - 1) / parts + multiple - 1) / multiple) * multiple;

    /// <summary>Whether B is packed: it has no runs of columns, or is stored row by row and pays for it.</summary>
    /// <param name="product">The product.</param>
    /// <param name="tileRows">Rows of a tile.</param>
    internal static unsafe bool PackB<T>(in GemmProduct<T> product, int tileRows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        product.BColumn != 1
        || (product.M > 4 * tileRows && ((long)product.N * product.K * sizeof(T) > SmallB || Crowded(product.BStep * sizeof(T), product.K)));

    /// <summary>Whether A pays for its packing.</summary>
    internal static bool PackA(int n, int k, int tileColumns) => n > 4 * tileColumns && k > SmallSteps;

    /// <summary>
    /// Whether rows at this distance crowd into few sets of an L1 cache with 8 ways of 4 KiB (strides with a large power of two do), so that a
    /// panel of B would not stay there.
    /// </summary>
    private static bool Crowded(nint rowBytes, int k)
    {
        const int way = 4096, line = 64, ways = 8;
        nint power = Math.Min(rowBytes & -rowBytes, way);
        return power > line && k > way / power * ways / 2;
    }
}
