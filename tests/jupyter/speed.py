"""How long our kernel lets one wait, as a front end sees it: speed.py. Prints milliseconds, the median of several."""

import statistics
import time

from kernel_under_test import Kernel


def timed(action, count):
    times = []
    for _ in range(count):
        begun = time.perf_counter()
        action()
        times.append(1000 * (time.perf_counter() - begun))
    return statistics.median(times)


def main():
    first = []
    for _ in range(3):
        kernel = Kernel()
        kernel.run("1 + 1")
        first.append(1000 * (time.perf_counter() - kernel.started))
        if len(first) < 3:
            kernel.__exit__()
    print(f"start to first result    {statistics.median(first):7.0f}")
    with kernel:
        client = kernel.client
        kernel.run("var numbers = new double[] { 1, 2, 3 };")
        for code in ("1 + 1", "numbers.Sum()"):
            timed(lambda: kernel.run(code), 10)
            print(f"cell {code:<19} {timed(lambda: kernel.run(code), 50):7.1f}")
        for code in ("numbers.Sel", "Console.Wri", "num"):
            first_time = timed(lambda: kernel.reply(client.complete(code)), 1)
            print(f"complete {code:<15} {timed(lambda: kernel.reply(client.complete(code)), 20):7.1f}  (the first time {first_time:.0f})")
        first_time = timed(lambda: kernel.reply(client.inspect("Console.WriteLine")), 1)
        print(f"inspect Console.WriteLine{timed(lambda: kernel.reply(client.inspect('Console.WriteLine')), 20):7.1f}  (the first time {first_time:.0f})")


if __name__ == "__main__":
    main()
