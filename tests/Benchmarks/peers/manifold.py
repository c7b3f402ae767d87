"""Manifold learning with scikit-learn."""
from peer import call, np, serve
from sklearn.manifold import MDS, TSNE, Isomap


@call("auto", "Dijkstra, arpack", "Dijkstra, dense")
def isomap(variant, x, neighbours, components):
    options = {} if variant == "auto" else {"path_method": "D", "eigen_solver": variant.split(", ")[1]}
    return (lambda: Isomap(n_neighbors=int(neighbours), n_components=int(components), **options).fit(x),
            lambda fitted: {"first eigenvalue": fitted.kernel_pca_.eigenvalues_[0], "error": fitted.reconstruction_error()})


@call("Barnes-Hut")
def tsne(variant, x):
    return (lambda: TSNE(random_state=0).fit(x), lambda fitted: {"divergence": fitted.kl_divergence_})


@call("SMACOF")
def mds(variant, x):
    return (lambda: MDS(2, n_init=1, random_state=0, normalized_stress=False).fit(x), lambda fitted: {"stress": fitted.stress_})


serve()
