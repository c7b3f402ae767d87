"""A class on one machine: so many kernels at once, each training a small network: crowd.py COUNT. The class that we mean has 30."""

import sys
import threading
import time

import psutil
from kernel_under_test import Kernel

# A network of one hidden layer learns the sine; plain C#, so that nothing but the kernel is needed.
TRAINING = """
var random = new Random(1);
const int Hidden = 16;
var (w1, b1, w2, b2) = (new double[Hidden], new double[Hidden], new double[Hidden], 0.0);
for (int h = 0; h < Hidden; h++) (w1[h], b1[h], w2[h]) = (2 * random.NextDouble() - 1, 2 * random.NextDouble() - 1, 2 * random.NextDouble() - 1);
double Epoch(double rate)
{
    double loss = 0;
    for (int n = 0; n < 200; n++)
    {
        double x = 2 * Math.PI * random.NextDouble() - Math.PI, y = b2;
        var a = new double[Hidden];
        for (int h = 0; h < Hidden; h++) y += w2[h] * (a[h] = Math.Tanh(w1[h] * x + b1[h]));
        double error = y - Math.Sin(x);
        loss += error * error / 200;
        for (int h = 0; h < Hidden; h++)
        {
            double back = error * w2[h] * (1 - a[h] * a[h]);
            w2[h] -= rate * error * a[h]; w1[h] -= rate * back * x; b1[h] -= rate * back;
        }
        b2 -= rate * error;
    }
    return loss;
}
double last = 1;
for (int epoch = 1; epoch <= 300; epoch++)
{
    last = Epoch(0.05);
    if (epoch % 50 == 0) Console.WriteLine($"epoch {epoch}: {last:F4}");
}
last < 0.02
"""


def pupil(number, results, running, together):
    try:
        begun = time.perf_counter()
        with Kernel() as kernel:
            running[number] = [psutil.Process(kernel.manager.provisioner.pid), kernel.process]
            ready = time.perf_counter() - begun
            result = kernel.run(TRAINING)
            assert result.status == "ok", result.content
            assert result.value == "true", (result.value, result.stream())
            assert result.stream().count("epoch") == 6, result.stream()
            results[number] = (ready, time.perf_counter() - begun)
            # Nobody leaves before all have finished, as in a class.
            together.wait()
    except threading.BrokenBarrierError:
        pass
    except Exception as error:  # told by main
        results[number] = error
        together.abort()


def memory(processes):
    """MB that processes take, of what it shares with others its part where the system tells that."""
    try:
        infos = [process.memory_full_info() for process in processes]
        return sum(getattr(info, "pss", info.rss) for info in infos) / 2**20
    except psutil.Error:  # it is over
        return 0


def main(count):
    results, running, most = [None] * count, [None] * count, (0, 0)
    together = threading.Barrier(count)
    threads = [threading.Thread(target=pupil, args=(n, results, running, together)) for n in range(count)]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        taken = [m for m in (memory(process) for process in running if process) if m > 0]
        most = max(most, (sum(taken), len(taken)))
        time.sleep(0.5)
    lost = [r for r in results if not isinstance(r, tuple)]
    print(f"{count - len(lost)} of {count} kernels trained in {time.perf_counter() - begun:.1f} s, the slowest in {max((r[1] for r in results if isinstance(r, tuple)), default=0):.1f} s")
    print(f"at most {most[0]:.0f} MB, by {most[1]} kernels" + (f": {most[0] / most[1]:.0f} MB each" if most[1] else ""))
    for error in lost:
        print(f"     lost: {error!r}")
    sys.exit(1 if lost else 0)


if __name__ == "__main__":
    main(int(sys.argv[1]))
