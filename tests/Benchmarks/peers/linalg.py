"""Products and factorisations of dense matrices with NumPy and SciPy."""
from peer import call, np, serve
import scipy.linalg


@call("a @ b", "matmul into a given array")
def product(variant, a, b):
    out = np.empty((a.shape[0], b.shape[1]), a.dtype)
    work = (lambda: a @ b) if variant == "a @ b" else (lambda: np.matmul(a, b, out=out))
    return work, lambda c: {"corner": c[0, 0], "sum of squares": np.square(c, dtype=np.float64).sum()}


@call("numpy svd", "scipy gesdd")
def svd(variant, x):
    work = {"numpy svd": lambda: np.linalg.svd(x, full_matrices=False),
            "scipy gesdd": lambda: scipy.linalg.svd(x, full_matrices=False, check_finite=False)}[variant]
    return work, lambda usv: {"first": usv[1][0], "middle": usv[1][len(usv[1]) // 2], "last": usv[1][-1]}


@call("numpy eigh", "scipy evr", "scipy evd")
def eigen(variant, c):
    work = {"numpy eigh": lambda: np.linalg.eigh(c),
            "scipy evr": lambda: scipy.linalg.eigh(c, driver="evr", check_finite=False),
            "scipy evd": lambda: scipy.linalg.eigh(c, driver="evd", check_finite=False)}[variant]
    return work, lambda pair: {"largest": pair[0][-1], "middle": pair[0][-1 - len(c) // 2], "smallest": pair[0][0]}


serve()
