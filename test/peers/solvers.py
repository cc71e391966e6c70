"""Records what SciPy's L-BFGS-B finds on bounded textbook problems: python solvers.py > ../golden/solvers.json

The problems are those of src/main/solver/textbook.fixture.ts, written again here: Hock and Schittkowski's (Test Examples for
Nonlinear Programming Codes, 1981) by their numbers, and classics of More, Garbow and Hillstrom (ACM TOMS 7, 1981).
"""

import json
import sys

import numpy as np
import scipy
from scipy.optimize import fmin_l_bfgs_b

INF = float("inf")


def rosenbrock(x):
    a, b = x[:-1], x[1:]
    g = np.zeros_like(x)
    g[:-1] = -400 * a * (b - a * a) - 2 * (1 - a)
    g[1:] += 200 * (b - a * a)
    return np.sum(100 * (b - a * a) ** 2 + (1 - a) ** 2), g


def hs3(x):
    d = x[1] - x[0]
    return x[1] + 1e-5 * d * d, np.array([-2e-5 * d, 1 + 2e-5 * d])


def hs4(x):
    return (x[0] + 1) ** 3 / 3 + x[1], np.array([(x[0] + 1) ** 2, 1.0])


def hs5(x):
    s, d = x[0] + x[1], x[0] - x[1]
    f = np.sin(s) + d * d - 1.5 * x[0] + 2.5 * x[1] + 1
    return f, np.array([np.cos(s) + 2 * d - 1.5, np.cos(s) - 2 * d + 2.5])


def wood(x):
    a, b, c, d = x
    f = (
        100 * (b - a * a) ** 2 + (1 - a) ** 2 + 90 * (d - c * c) ** 2 + (1 - c) ** 2
        + 10.1 * ((b - 1) ** 2 + (d - 1) ** 2) + 19.8 * (b - 1) * (d - 1)
    )
    return f, np.array([
        -400 * a * (b - a * a) - 2 * (1 - a),
        200 * (b - a * a) + 20.2 * (b - 1) + 19.8 * (d - 1),
        -360 * c * (d - c * c) - 2 * (1 - c),
        180 * (d - c * c) + 20.2 * (d - 1) + 19.8 * (b - 1),
    ])


def hs45(x):
    p = np.prod(x)
    return 2 - p / 120, -p / x / 120


def hs110(x):
    a, b = np.log(x - 2), np.log(10 - x)
    p = np.prod(x) ** 0.2
    return np.sum(a * a + b * b) - p, 2 * a / (x - 2) - 2 * b / (10 - x) - 0.2 * p / x


def beale(x):
    a, b = x
    r = np.array([1.5 - a * (1 - b), 2.25 - a * (1 - b**2), 2.625 - a * (1 - b**3)])
    g = np.array([
        2 * np.sum(r * np.array([b - 1, b**2 - 1, b**3 - 1])),
        2 * np.sum(r * a * np.array([1, 2 * b, 3 * b**2])),
    ])
    return np.sum(r * r), g


def powell(x):
    a, b, c, d = x[0::4], x[1::4], x[2::4], x[3::4]
    g = np.zeros_like(x)
    g[0::4] = 2 * (a + 10 * b) + 40 * (a - d) ** 3
    g[1::4] = 20 * (a + 10 * b) + 4 * (b - 2 * c) ** 3
    g[2::4] = 10 * (c - d) - 8 * (b - 2 * c) ** 3
    g[3::4] = -10 * (c - d) - 40 * (a - d) ** 3
    return np.sum((a + 10 * b) ** 2 + 5 * (c - d) ** 2 + (b - 2 * c) ** 4 + 10 * (a - d) ** 4), g


def quadratic(x):
    """Second differences plus a diagonal that spans three decades, pulled towards a sine that leaves the box."""
    n = len(x)
    i = np.arange(n)
    w = 10 ** (-3 * i / (n - 1))
    t = 2 * np.sin(i)
    g = w * (x - t)
    f = 0.5 * np.sum(w * (x - t) ** 2) + 0.5 * np.sum((x[1:] - x[:-1]) ** 2)
    g[1:] += x[1:] - x[:-1]
    g[:-1] -= x[1:] - x[:-1]
    return f, g


def driver(x):
    f = 0.25 * (x[0] - 1) ** 2 + np.sum((x[1:] - x[:-1] ** 2) ** 2)
    t = x[1:] - x[:-1] ** 2
    g = np.zeros_like(x)
    g[0] = 2 * (x[0] - 1)
    g[:-1] -= 16 * x[:-1] * t
    g[1:] += 8 * t
    return 4 * f, g


def odd_even(n, odd, even):
    return [odd if i % 2 == 0 else even for i in range(n)]


PROBLEMS = {
    "hs1": (rosenbrock, [-2, 1], [(-INF, INF), (-1.5, INF)]),
    "hs2": (rosenbrock, [-2, 1], [(-INF, INF), (1.5, INF)]),
    "hs3": (hs3, [10, 1], [(-INF, INF), (0, INF)]),
    "hs4": (hs4, [1.125, 0.125], [(1, INF), (0, INF)]),
    "hs5": (hs5, [0, 0], [(-1.5, 4), (-3, 3)]),
    "hs38": (wood, [-3, -1, -3, -1], [(-10, 10)] * 4),
    "hs45": (hs45, [0.5] * 5, [(0.1, i + 1) for i in range(5)]),
    "hs110": (hs110, [9] * 10, [(2.001, 9.999)] * 10),
    "beale": (beale, [1, 1], [(0.6, 10), (0.5, 100)]),
    "beale-active": (beale, [1, 1], [(-4.5, 2.5), (-4.5, 4.5)]),
    "wood-active": (wood, [-3, -1, -3, -1], [(-10, 0.5), (-10, 10), (-10, 10), (-10, 10)]),
    "powell-4": (powell, [3, -1, 0, 1], [(-10, 10)] * 4),
    "powell-100": (powell, [3, -1, 0, 1] * 25, [(0.1, 10), (-10, -0.05), (-10, 10), (-10, 10)] * 25),
    "rosenbrock-100": (rosenbrock, odd_even(100, -1.2, 1), odd_even(100, (-1.5, 0.8), (0.2, 2))),
    "rosenbrock-1000": (rosenbrock, odd_even(1000, -1.2, 1), odd_even(1000, (-2, 2), (-2, 0.5))),
    "quadratic-100": (quadratic, [0.5] * 100, [(-1, 1)] * 100),
    "quadratic-1000": (quadratic, [0.5] * 1000, [(-1, 1)] * 1000),
    "driver-25": (driver, [3] * 25, odd_even(25, (1, 100), (-100, 100))),
    "driver-1000": (driver, [3] * 1000, odd_even(1000, (1, 100), (-100, 100))),
}

results = {}
for name, (function, start, bounds) in PROBLEMS.items():
    x, f, info = fmin_l_bfgs_b(function, np.array(start, float), bounds=bounds, m=10, factr=1e7, pgtol=1e-5)
    results[name] = {
        "f": f,
        "x": x[:8].tolist(),
        "sum": float(np.sum(x)),
        "iterations": int(info["nit"]),
        "evaluations": int(info["funcalls"]),
        "message": info["task"],
    }

json.dump({"peer": f"SciPy {scipy.__version__} fmin_l_bfgs_b, m 10, factr 1e7, pgtol 1e-5", "problems": results}, sys.stdout, indent=1)
print()
