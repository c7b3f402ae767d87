"""Decompositions and classifiers with NumPy and scikit-learn."""
from peer import call, np, serve
import scipy.linalg
from sklearn.decomposition import PCA, IncrementalPCA, KernelPCA
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.linear_model import LogisticRegression
from sklearn.utils.extmath import randomized_svd


def explained(ratios):
    return {"first ratio": ratios[0], "sum of 50 ratios": ratios[:50].sum()}


@call("covariance and numpy eigh", "covariance and scipy evr", "scikit-learn PCA, full")
def pca(variant, x):
    def covariance():
        mean = x.mean(axis=0)
        centred = x - mean
        return centred.T @ centred / (len(x) - 1)

    if variant == "scikit-learn PCA, full":
        return lambda: PCA(svd_solver="full").fit(x), lambda fitted: explained(fitted.explained_variance_ratio_)
    solve = np.linalg.eigh if variant.endswith("numpy eigh") else lambda c: scipy.linalg.eigh(c, driver="evr", check_finite=False)
    return lambda: solve(covariance()), lambda pair: explained(pair[0][::-1] / pair[0].sum())


@call("scikit-learn PCA, randomized", "randomized_svd of the centred data")
def pca_randomized(variant, x, components):
    k = int(components)
    if variant == "scikit-learn PCA, randomized":
        return (lambda: PCA(k, svd_solver="randomized", random_state=0).fit(x),
                lambda fitted: explained(fitted.explained_variance_ratio_))

    def work():
        centred = x - x.mean(axis=0)
        _, s, vt = randomized_svd(centred, k, random_state=0)
        return s ** 2 / np.square(centred).sum(), vt
    return work, lambda pair: explained(pair[0])


@call("scikit-learn IncrementalPCA")
def pca_incremental(variant, x, components, batch):
    return (lambda: IncrementalPCA(int(components), batch_size=int(batch)).fit(x),
            lambda fitted: explained(fitted.explained_variance_ratio_))


@call("arpack", "randomized", "dense")
def kernel_pca(variant, x, components, gamma):
    return (lambda: KernelPCA(int(components), kernel="rbf", gamma=gamma, eigen_solver=variant, random_state=0).fit(x),
            lambda fitted: {"first eigenvalue": fitted.eigenvalues_[0], "last eigenvalue": fitted.eigenvalues_[-1]})


# Its other solver, "eigen", needs a covariance of full rank, which images with constant margins do not have.
@call("svd")
def lda(variant, x, y, test, labels):
    return (lambda: LinearDiscriminantAnalysis(solver=variant).fit(x, y),
            lambda fitted: {"first ratio": fitted.explained_variance_ratio_[0], "test accuracy": fitted.score(test, labels)})


@call("newton-cholesky", "lbfgs", "newton-cg")
def logistic(variant, x, y):
    return (lambda: LogisticRegression(solver=variant, tol=1e-6, max_iter=10000).fit(x, y),
            lambda fitted: {"largest weight": np.abs(fitted.coef_).max(), "intercept": fitted.intercept_[0]})


serve()
