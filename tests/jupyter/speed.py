"""How long our kernel lets one wait, as a front end sees it: speed.py. Prints milliseconds, the median and the best of several.

Ends with 1 if the best is above its limit: a machine with much else to do is slow now and then, a slow kernel is slow always.
"""

import statistics
import sys
import time

from kernel_under_test import Kernel


class Times:
    """What was measured, and whether it was too long."""

    def __init__(self):
        self.too_long = []

    def tell(self, what, limit, times, note=""):
        best = min(times)
        print(f"{what:<25}{statistics.median(times):7.1f}  best {best:7.1f}  limit {limit}{note}", flush=True)
        if best >= limit:
            self.too_long.append(what)


def timed(action, count):
    times = []
    for _ in range(count):
        begun = time.perf_counter()
        action()
        times.append(1000 * (time.perf_counter() - begun))
    return times


def main():
    times, first = Times(), []
    for _ in range(3):
        kernel = Kernel()
        kernel.run("1 + 1")
        first.append(1000 * (time.perf_counter() - kernel.started))
        if len(first) < 3:
            kernel.__exit__()
    times.tell("start to first result", 3000, first)
    with kernel:
        client = kernel.client
        kernel.run("var numbers = new double[] { 1, 2, 3 };")
        for code in ("1 + 1", "numbers.Sum()"):
            timed(lambda: kernel.run(code), 10)
            times.tell(f"cell {code}", 30, timed(lambda: kernel.run(code), 50))
        for what, ask in [
            *((f"complete {code}", lambda code=code: client.complete(code)) for code in ("numbers.Sel", "Console.Wri", "num")),
            ("inspect Console.WriteLine", lambda: client.inspect("Console.WriteLine")),
        ]:
            cold = timed(lambda: kernel.reply(ask()), 1)[0]
            times.tell(what, 200, timed(lambda: kernel.reply(ask()), 20), f"  (the first time {cold:.0f})")
    sys.exit(f"Above the limit: {', '.join(times.too_long)}." if times.too_long else 0)


if __name__ == "__main__":
    main()
