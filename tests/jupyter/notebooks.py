"""Runs notebooks as `jupyter nbconvert --execute` does, with our kernel and in their quick sizes: notebooks.py NOTEBOOK..."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from kernel_under_test import NAME

COURSE = Path(__file__).resolve().parents[2]


def quick(notebook):
    """The notebook with the cell that sets its quick sizes, as `course run --quick` puts it."""
    cells = notebook["cells"]
    for index, cell in enumerate(cells):
        sizes = cell["metadata"].get("course", {}).get("quick")
        if sizes and "parameters" in cell["metadata"].get("tags", []):
            # JSON's numbers, strings and truth values are C#'s too.
            source = "\n".join(f"{name} = {json.dumps(value)};" for name, value in sizes.items())
            cells.insert(index + 1, {"cell_type": "code", "id": "quick", "metadata": {}, "execution_count": None, "outputs": [], "source": source})
            break
    return notebook


def main(notebooks):
    failed = 0
    # As on a student's machine: a space and a letter beyond ASCII in the path.
    with tempfile.TemporaryDirectory(prefix="søm rom ") as folder:
        # The notebooks look for the library and the data beside their own folder.
        for shared in (os.path.join("lib", "bin"), "data"):
            shutil.copytree(COURSE / shared, os.path.join(folder, shared))
        work, out = os.path.join(folder, "notebooks"), os.path.join(folder, "out")
        os.mkdir(work)
        for path in map(Path, notebooks):
            begun = time.perf_counter()
            copy = os.path.join(work, path.name)
            with open(copy, "w", encoding="utf-8") as file:
                json.dump(quick(json.loads(path.read_text(encoding="utf-8"))), file)
            done = subprocess.run(
                [sys.executable, "-m", "nbconvert", "--to", "notebook", "--execute", "--output-dir", out,
                 f"--ExecutePreprocessor.kernel_name={NAME}", "--ExecutePreprocessor.timeout=600", copy],
                capture_output=True, text=True, check=False,
            )
            if done.returncode == 0:
                with open(os.path.join(out, path.name), encoding="utf-8") as executed:
                    assert '"output_type"' in executed.read(), "no cell has any output"
                print(f"ok   {path.name} ({time.perf_counter() - begun:.1f} s)", flush=True)
            else:
                failed += 1
                print(f"FAIL {path.name}\n{done.stderr[-3000:]}", flush=True)
    print(f"{len(notebooks) - failed} of {len(notebooks)} notebooks ran")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
