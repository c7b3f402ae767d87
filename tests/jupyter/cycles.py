"""Starts, uses and stops kernels, then looks for what they left: cycles.py COUNT. With 200 this takes minutes."""

import glob
import os
import sys
import tempfile
import time

import psutil
from kernel_under_test import Kernel


def processes(runtime):
    """Kernels, and what they started for themselves."""
    return [p for p in psutil.process_iter(["cmdline"]) if p.pid != os.getpid() and any(runtime in part for part in p.info["cmdline"] or [])]


def main(count, runtime):
    times, ids = [], set()
    before = set(os.listdir(tempfile.gettempdir()))
    for number in range(count):
        with Kernel(connection_file=os.path.join(runtime, f"kernel-{os.getpid()}-{number}.json")) as kernel:
            result = kernel.run("var x = 6; x * 7")
            times.append(time.perf_counter() - kernel.started)
            assert result.value == "42", result.content
            ids |= {kernel.manager.provisioner.pid, kernel.process.pid}
    assert not processes(runtime), processes(runtime)
    # Only what our kernels would hold: the numbers of their ports may have been given to others since.
    listening = [c for c in psutil.net_connections("tcp") if c.status == psutil.CONN_LISTEN and c.pid in ids]
    assert not listening, listening
    left = glob.glob(os.path.join(runtime, "*"))
    assert not left, left
    # What the runtime names after the process, such as the pipes of its diagnostics. A process of long ago may have had the same number.
    named = [f for f in os.listdir(tempfile.gettempdir()) if f not in before and any(f"-{i}-" in f for i in ids)]
    assert not named, named
    times.sort()
    print(f"{count} kernels came and went; start to first result: {times[0]:.2f} to {times[-1]:.2f} s, median {times[len(times) // 2]:.2f} s")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        main(int(sys.argv[1]), folder)
