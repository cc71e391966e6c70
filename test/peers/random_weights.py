"""Reference values for src/main/network/random: NumPy 2.4.6, SciPy 1.17.1 (versions are printed).

An implementation of its own, from the papers: xoshiro128** (Blackman and Vigna, 2018), Marsaglia's polar method with the C library's
logarithm, and NumPy's SVD. Prints what the tests beside the room record.
"""
import hashlib
import math
import struct

import numpy as np
import scipy
from scipy.stats import norm

MASK = 0xFFFFFFFF


def rotate(x, k):
    return ((x << k) | (x >> (32 - k))) & MASK


def xoshiro(state):
    s = list(state)
    while True:
        yield (rotate((s[1] * 5) & MASK, 7) * 9) & MASK
        t = (s[1] << 9) & MASK
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotate(s[3], 11)


def stream(seed, name):
    digest = hashlib.sha256(f"guise random weights\n{seed}\n{name}".encode()).digest()
    words = xoshiro(struct.unpack("<4I", digest[:16]))
    while True:
        high = next(words) >> 5
        yield (high * 2**26 + (next(words) >> 6)) / 2**53


def gaussian(numbers, count):
    values = []
    while len(values) < count:
        u, v = 2 * next(numbers) - 1, 2 * next(numbers) - 1
        s = u * u + v * v
        if 0 < s < 1:
            factor = math.sqrt(-2 * math.log(s) / s)
            values += [u * factor, v * factor]
    return values[:count]


print("numpy", np.__version__, "scipy", scipy.__version__)
words = xoshiro((1, 2, 3, 4))
print("xoshiro(1, 2, 3, 4)", [next(words) for _ in range(6)])
print("uniform(7, conv1/weight)", [next(n) for n in [stream(7, "conv1/weight")] for _ in range(3)])
print("gaussian(7, conv1/weight)", gaussian(stream(7, "conv1/weight"), 6))
print("normal below", {x: float(norm.cdf(x)) for x in (-3, -2, -1, -0.5, 0, 0.25, 1, 1.5, 2.5)})

wide = np.array([[math.fmod(7 * i * i + 3 * i * j + 5 * j + 1, 11) - 5 for j in range(6)] for i in range(3)])
u, _, vt = np.linalg.svd(wide, full_matrices=False)
print("wide", wide.tolist(), "rows span", np.round(vt.T @ vt, 7).tolist()[0])
u, _, vt = np.linalg.svd(wide.T, full_matrices=False)
print("columns of the transpose span", np.round(u @ u.T, 7).tolist()[1])

drawn = np.array(gaussian(stream(7, "conv1/weight"), 96 * 3 * 11 * 11)) * 1.0
print("bits of gaussian(7, conv1/weight), deviation 1", hashlib.sha256(drawn.astype("<f4").tobytes()).hexdigest())

q, r = np.linalg.qr(wide.T)
print("orthonormal rows of wide", np.round((q * np.sign(np.diag(r))).T, 7).tolist())
