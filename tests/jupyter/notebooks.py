"""Runs notebooks as `jupyter nbconvert --execute` does, with our kernel: notebooks.py NOTEBOOK..."""

import os
import subprocess
import sys
import tempfile
import time

from kernel_under_test import NAME


def main(notebooks):
    failed = 0
    with tempfile.TemporaryDirectory() as out:
        for notebook in notebooks:
            begun = time.perf_counter()
            done = subprocess.run(
                [sys.executable, "-m", "nbconvert", "--to", "notebook", "--execute", "--output-dir", out,
                 f"--ExecutePreprocessor.kernel_name={NAME}", "--ExecutePreprocessor.timeout=600", notebook],
                capture_output=True, text=True, check=False,
            )
            name = os.path.basename(notebook)
            if done.returncode == 0:
                with open(os.path.join(out, name), encoding="utf-8") as executed:
                    text = executed.read()
                assert '"output_type"' in text, "no cell has any output"
                print(f"ok   {name} ({time.perf_counter() - begun:.1f} s)", flush=True)
            else:
                failed += 1
                print(f"FAIL {name}\n{done.stderr[-3000:]}", flush=True)
    print(f"{len(notebooks) - failed} of {len(notebooks)} notebooks ran")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
