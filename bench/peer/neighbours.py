"""Exact nearest neighbours by FAISS (IndexFlat) and scikit-learn (brute force), on the same vectors as ours.

Reads one JSON request a line from standard input, answers with one JSON line. Vectors come as raw float32 files,
rows of `width`, written by bench/peer/neighbours.ts.
"""

import json
import sys
import time

import faiss
import numpy as np
import sklearn
from sklearn.neighbors import NearestNeighbors
from threadpoolctl import threadpool_limits


def read(path, width):
    return np.fromfile(path, dtype="<f4").reshape(-1, width)


def timed(search):
    """Seconds by the clock, and of processor time over all threads."""
    start, processor = time.perf_counter(), time.process_time()
    found = search()
    return time.perf_counter() - start, time.process_time() - processor, found


def by_faiss(rows, queries, k, metric):
    """What is timed is the search alone; FAISS has no cosine but the inner product of normalised vectors."""
    index = (faiss.IndexFlatIP if metric == "cosine" else faiss.IndexFlatL2)(rows.shape[1])
    if metric == "cosine":
        rows, queries = rows.copy(), queries.copy()
        faiss.normalize_L2(rows)
        faiss.normalize_L2(queries)
    index.add(rows)
    return timed(lambda: index.search(queries, k)[1])


def by_sklearn(rows, queries, k, metric):
    model = NearestNeighbors(n_neighbors=k, algorithm="brute", metric=metric).fit(rows)
    return timed(lambda: model.kneighbors(queries, return_distance=False))


LIBRARIES = {"faiss": by_faiss, "scikit-learn": by_sklearn}


def search(request):
    rows = read(request["rows"], request["width"])
    queries = read(request["queries"], request["width"])
    faiss.omp_set_num_threads(request["threads"])
    with threadpool_limits(request["threads"]):
        library = LIBRARIES[request["library"]]
        seconds, processor, found = library(rows, queries, request["k"], request["metric"])
    return {"seconds": seconds, "processorSeconds": processor, "index": found.tolist()}


def about(_):
    return {"faiss": faiss.__version__, "scikit-learn": sklearn.__version__, "numpy": np.__version__}


for line in sys.stdin:
    request = json.loads(line)
    try:
        answer = {"about": about, "search": search}[request["command"]](request)
    except Exception as error:  # The other side tells it to the user.
        answer = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(answer), flush=True)
