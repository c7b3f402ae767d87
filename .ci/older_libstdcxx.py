#!/usr/bin/env python3
"""Makes the native library of the real TorchSharp load where the C++ library is that of GCC 12 or older.

older_libstdcxx.py FOLDER...: libLibTorchSharp.so in each folder. It wants the version GLIBCXX_3.4.32 for one symbol alone, which is an empty marker: the
symbol is given by a library beside it, and the version is no longer demanded. A file that loads as it is stays as it is; what a link points to is never
changed. Exit code 3: it does not load, and what it takes to change that is missing.
"""
import os
import shutil
import struct
import subprocess
import sys
import tempfile

LIBRARY = "libLibTorchSharp.so"
VERSION = b"GLIBCXX_3.4.32"
SYMBOL = "_ZSt21ios_base_library_initv"
MARKER = "libios_base_library_init.so"
WEAK = 2  # VER_FLG_WEAK: the version may be missing


def problem(path):
    """What the loader says against a library, or nothing."""
    out = subprocess.run(["ldd", path], capture_output=True, text=True)
    lines = (out.stdout + out.stderr).splitlines()
    return "\n".join(line.strip() for line in lines if "not found" in line and "weak version" not in line)


def elf_hash(name):
    value = 0
    for c in name:
        value = (value << 4) + c
        top = value & 0xF0000000
        value = (value ^ top >> 24) & ~top
    return value & 0xFFFFFFFF


def weaken(path, version):
    """Sets the flags of the version's entry (hash, flags, ...) in the list of versions that the library needs."""
    with open(path, "rb") as file:
        data = bytearray(file.read())
    entry = struct.pack("<IH", elf_hash(version), 0)
    at = data.find(entry)
    if at < 0 or data.find(entry, at + 1) >= 0:
        sys.exit(f"{path} has not one entry for {version.decode()}")
    struct.pack_into("<H", data, at + 4, WEAK)
    with open(path, "wb") as file:
        file.write(data)


def mend(folder):
    compiler = shutil.which("gcc") or shutil.which("cc")
    if not compiler or not shutil.which("patchelf"):
        print("gcc or patchelf is missing")
        sys.exit(3)
    with tempfile.TemporaryDirectory(dir=folder) as work:
        source, copy = os.path.join(work, "marker.c"), os.path.join(work, LIBRARY)
        with open(source, "w") as file:
            file.write(f"void {SYMBOL}(void) {{}}\n")
        subprocess.run([compiler, "-shared", "-fPIC", "-o", os.path.join(folder, MARKER), source], check=True)
        shutil.copyfile(os.path.join(folder, LIBRARY), copy)
        subprocess.run(["patchelf", "--clear-symbol-version", SYMBOL, copy], check=True)
        subprocess.run(["patchelf", "--add-needed", MARKER, copy], check=True)
        weaken(copy, VERSION)
        os.replace(copy, os.path.join(folder, LIBRARY))


for folder in sys.argv[1:]:
    library = os.path.join(folder, LIBRARY)
    if VERSION.decode() in problem(library):
        mend(folder)
    if found := problem(library):
        sys.exit(found)
