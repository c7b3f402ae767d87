"""The peers' side of the protocol: one line of JSON in, one line out, until the input ends.

A program imports this first, registers its functions with @call and ends with serve(). A function takes the name of a variant and its arguments,
and returns what is to be timed and a function from its result to the numbers that both sides compare.
"""
import json
import sys
import time


def fail(missing):
    """Says which package is missing, and where Debian has it, in place of the first line."""
    print(json.dumps({"missing": missing, "packages": "python3-" + missing.split(".")[0]}), flush=True)
    sys.exit(0)


try:
    import numpy as np
    import scipy
    import sklearn
    import threadpoolctl
except ImportError as error:
    fail(error.name)

FUNCTIONS = {}


def call(*variants):
    """Registers a function with the ways in which it can be done."""
    def register(function):
        FUNCTIONS[function.__name__] = (function, variants)
        return function
    return register


def about():
    blas = [pool for pool in threadpoolctl.threadpool_info() if pool["user_api"] == "blas"]
    kernels = ", ".join(f"{pool['internal_api']} {pool['version']} ({pool.get('architecture')})" for pool in blas)
    return (f"NumPy {np.__version__}, SciPy {scipy.__version__}, scikit-learn {sklearn.__version__}, "
            + (kernels or "NO FAST BLAS, no fair peer: apt-get install libopenblas0-pthread"))


def high_water():
    """Largest resident size so far in MB; nothing where the system has no /proc."""
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM:"))
    except OSError:
        return None


def serve():
    print(json.dumps({"about": about()}), flush=True)
    work = numbers = result = None
    for line in sys.stdin:
        request = json.loads(line)
        reply = {}
        try:
            if request["do"] == "variants":
                reply["variants"] = FUNCTIONS[request["function"]][1]
            elif request["do"] == "prepare":
                work = numbers = result = None
                arguments = {name: np.load(path) for name, path in request["files"].items()}
                work, numbers = FUNCTIONS[request["function"]][0](request["variant"], **arguments, **request["numbers"])
            elif request["do"] == "run":
                now = time.process_time if request["clock"] == "processor" else time.perf_counter
                start = now()
                for _ in range(request["times"]):
                    result = work()
                reply["seconds"] = now() - start
            elif request["do"] == "answers":
                reply["answers"] = {name: float(value) for name, value in numbers(result).items()}
            elif request["do"] == "memory":
                try:
                    with open("/proc/self/clear_refs", "w") as clear:
                        clear.write("5")
                except OSError:
                    pass
                result = work()
                reply["mb"] = high_water()
            elif request["do"] == "forget":
                work = numbers = result = None
        except Exception as error:  # the other side decides what a failed variant means
            reply = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(reply), flush=True)
