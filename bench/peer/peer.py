"""The side-by-side peer: PyTorch evaluations and SciPy's L-BFGS-B on the same pairs of the same network.

Reads one JSON request a line from standard input, answers with one JSON line. Images come as raw float32 files
of N x H x W x 3 in [0, 255], written by bench/peer.ts.
"""

import json
import multiprocessing
import sys
import time

import numpy as np
import scipy
import torch
from scipy.optimize import fmin_l_bfgs_b

import inversion
from network import Network

FORMATS = {"contiguous": torch.contiguous_format, "channels_last": torch.channels_last}


def load(request):
    network = Network(request["folder"], FORMATS[request.get("format", "contiguous")])
    height, width = network.card["inputSize"]
    shape = (-1, height, width, 3)
    sources = torch.from_numpy(np.fromfile(request["sources"], dtype="<f4").reshape(shape))
    guides = torch.from_numpy(np.fromfile(request["guides"], dtype="<f4").reshape(shape))
    return network, sources, guides


def objective(network, layer, images, targets):
    """Sum over units of the squared difference, an image each, and the gradient by the pixels."""
    x = images.detach().requires_grad_(True)
    difference = network.run(x, layer).flatten(1) - targets
    values = (difference * difference).sum(1)
    (gradient,) = torch.autograd.grad(values.sum(), x)
    return values.detach(), gradient


def evaluate(request):
    """Seconds of each of `repeats` evaluations at a batch, after two to warm up."""
    torch.set_num_threads(request["threads"])
    network, sources, guides = load(request)
    count = request["batch"]
    index = [i % len(sources) for i in range(count)]
    with torch.no_grad():
        targets = network.run(guides[index], request["layer"]).flatten(1)
    seconds = []
    for repeat in range(request["repeats"] + 2):
        start = time.perf_counter()
        values, _ = objective(network, request["layer"], sources[index], targets)
        if repeat >= 2:
            seconds.append(time.perf_counter() - start)
    return {"seconds": seconds, "values": values.tolist()}


def solve_one(request):
    """One pair by fmin_l_bfgs_b as the authors ran it: m = 10, factr = 1e7, pgtol = 1e-5."""
    torch.set_num_threads(request["threads"])
    network, sources, guides = load(request)
    i, delta = request["pair"], request["delta"]
    with torch.no_grad():
        target = network.run(guides[i : i + 1], request["layer"]).flatten(1)
        begin = network.run(sources[i : i + 1], request["layer"]).flatten(1)
    clock = {"evaluation": 0.0, "count": 0}

    def function(x):
        start = time.perf_counter()
        image = torch.from_numpy(x.astype(np.float32)).reshape(sources[i : i + 1].shape)
        value, gradient = objective(network, request["layer"], image, target)
        result = float(value[0]), gradient.reshape(-1).numpy().astype(np.float64)
        clock["evaluation"] += time.perf_counter() - start
        clock["count"] += 1
        return result

    source = sources[i].reshape(-1).numpy().astype(np.float64)
    bounds = np.stack([np.maximum(0, source - delta), np.minimum(255, source + delta)], 1)
    start = time.perf_counter()
    _, value, info = fmin_l_bfgs_b(
        function, source, bounds=bounds, m=10, factr=1e7, pgtol=1e-5, maxiter=request["iterations"]
    )
    seconds = time.perf_counter() - start
    return {
        "objective": float(value),
        "ratio": float(np.sqrt(value / float(((begin - target) ** 2).sum()))),
        "evaluations": clock["count"],
        "iterations": int(info["nit"]),
        "seconds": seconds,
        "evaluationSeconds": clock["evaluation"],
    }


def solve(request):
    """Pairs by SciPy, `processes` at a time with `threads` each; wall seconds for all of them."""
    requests = [{**request, "pair": pair} for pair in request["pairs"]]
    start = time.perf_counter()
    if request["processes"] == 1:
        results = [solve_one(r) for r in requests]
    else:
        with multiprocessing.get_context("spawn").Pool(request["processes"]) as pool:
            pool.map(abs, range(request["processes"]))  # start-up is not counted
            start = time.perf_counter()
            results = pool.map(solve_one, requests, chunksize=1)
    return {"wall": time.perf_counter() - start, "results": results}


def invert(request):
    """Images one after another by the schedule given, all from one seed's noise; seconds of all, the objectives they end at."""
    torch.set_num_threads(request["threads"])
    network, sources, _ = load(request)
    sigma, phases = request["sigma"], [tuple(phase) for phase in request["phases"]]
    seconds, objectives = 0.0, []
    for i in request["images"]:
        with torch.no_grad():
            target = network.run(sources[i : i + 1], request["layer"]).flatten(1)
        objective = inversion.Objective(network, request["layer"], target, sigma, request["lambdaTv"])
        noise = inversion.start(tuple(sources[i].shape), request["seed"], sigma)
        inversion.descend(objective, noise, sigma, request["momentum"], [(3, phases[0][1])])  # warms up
        _, trace, taken = inversion.descend(objective, noise, sigma, request["momentum"], phases)
        seconds += taken
        objectives.append(sum(term[0] for term in trace[-1]))
    return {"seconds": seconds, "objectives": objectives}


def about(_request):
    return {"torch": torch.__version__, "scipy": scipy.__version__, "numpy": np.__version__}


COMMANDS = {"about": about, "evaluate": evaluate, "solve": solve, "invert": invert}

if __name__ == "__main__":
    for line in sys.stdin:
        request = json.loads(line)
        try:
            answer = COMMANDS[request["command"]](request)
        except Exception as error:  # the driver prints it and stops
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)
