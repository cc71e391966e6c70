"""Records scikit-learn's nearest neighbours for src/main/feature/peer.test.ts: python neighbours.py > ../golden/neighbours.json

The vectors are made by a rule that both sides can follow: no numbers need be shared.
"""

import json

import numpy as np
import sklearn
from sklearn.metrics import pairwise_distances
from sklearn.neighbors import NearestNeighbors

ROWS, QUERIES, WIDTH, K = 400, 12, 24, 5


def vectors(count, shift):
    """sin of a quadratic in the place: float32, the same on every machine."""
    n = np.arange(count * WIDTH, dtype=np.float64) + shift
    return np.sin(0.37 * n + 1e-4 * n * n).astype(np.float32).reshape(count, WIDTH)


rows, queries = vectors(ROWS, 0), vectors(QUERIES, 50_000)
found = {}
for metric in ("euclidean", "cosine"):
    model = NearestNeighbors(n_neighbors=K, algorithm="brute", metric=metric).fit(rows.astype(np.float64))
    distance, index = model.kneighbors(queries.astype(np.float64))
    members = rows[100:160].astype(np.float64)
    between = pairwise_distances(members, metric=metric)
    others = between[~np.eye(len(members), dtype=bool)].reshape(len(members), -1)
    nearest = np.sort(others, axis=1)
    found[metric] = {
        "index": index.tolist(),
        "distance": distance.tolist(),
        "class": {
            "meanPairwise": others.mean(),
            "meanNearest": nearest[:, 0].mean(),
            "means": nearest[:, :3].mean(axis=1).tolist(),
        },
    }
about = {"scikit-learn": sklearn.__version__, "numpy": np.__version__}
print(json.dumps({"about": about, **found}))
