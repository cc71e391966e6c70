"""Mahendran and Vedaldi's inversion (CVPR 2015) with PyTorch's automatic gradients: the independent peer of src/main/inversion.

Images are N x C x H x W, RGB, mean-free, in pixel units; `network` is network.Network.
"""

import math
import time

import numpy as np
import torch

PAPER = {"momentum": 0.9, "phases": [(100, 0.004), (200, 0.0004), (100, 0.00004)]}


def mulberry32(seed, count):
    """`count` uniform numbers in [0, 1): the n-th depends on seed + n * 0x6d2b79f5 only."""
    with np.errstate(over="ignore"):
        state = np.uint32(seed) + np.arange(1, count + 1, dtype=np.uint32) * np.uint32(0x6D2B79F5)
        mixed = (state ^ (state >> np.uint32(15))) * (state | np.uint32(1))
        mixed ^= mixed + (mixed ^ (mixed >> np.uint32(7))) * (mixed | np.uint32(61))
    return (mixed ^ (mixed >> np.uint32(14))).astype(np.float64) / 2**32


def gaussian_noise(count, seed):
    """Box and Muller's transform of the uniform numbers in pairs, cosine before sine."""
    uniform = mulberry32(seed, 2 * ((count + 1) // 2)).reshape(-1, 2)
    radius, angle = np.sqrt(-2 * np.log(1 - uniform[:, 0])), 2 * np.pi * uniform[:, 1]
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], 1).reshape(-1)[:count].astype(np.float32)


def start(shape, seed, sigma):
    """Noise of norm sigma, drawn in height, width, channel order."""
    height, width, channels = shape
    noise = gaussian_noise(height * width * channels, seed)
    noise = noise * np.float32(sigma / np.linalg.norm(noise.astype(np.float64)))
    return torch.from_numpy(noise.reshape(height, width, channels).transpose(2, 0, 1).copy())[None]


def typical_norm(values):
    return 27098.1157 * math.sqrt(values / (227 * 227 * 3))


def lambda_tv(depth):
    return 1 if depth <= 6 else 10 if depth <= 12 else 100


def total_variation(x, beta):
    """Differences to the right and below, 0 at the edge; one sum an image."""
    right = torch.nn.functional.pad(x[..., :, 1:] - x[..., :, :-1], (0, 1))
    down = torch.nn.functional.pad(x[..., 1:, :] - x[..., :-1, :], (0, 0, 0, 1))
    square = right * right + down * down
    return (square if beta == 2 else square ** (beta / 2)).flatten(1).sum(1)


class Objective:
    """‖φ(x) − φ₀‖² / ‖φ₀‖² + (λ_TV/2 TV^β + λ_α/2 Σ|x|^α) / σ²"""

    def __init__(self, network, layer, target, sigma, lambda_tv, beta=2, lambda_alpha=8e-10, alpha=6):
        self.network, self.layer, self.target = network, layer, target
        self.square = (target * target).sum(1)
        self.tv, self.beta = lambda_tv / 2 / sigma**2, beta
        self.norm, self.alpha = lambda_alpha / 2 / sigma**2, alpha
        mean = torch.tensor(network.card["mean"], dtype=torch.float32)
        self.mean = (mean.flip(0) if network.card["channelOrder"] == "BGR" else mean).reshape(1, -1, 1, 1)

    def terms(self, x):
        pixels = (x + self.mean).permute(0, 2, 3, 1)
        difference = self.network.run(pixels, self.layer).flatten(1) - self.target
        loss = (difference * difference).sum(1) / self.square
        power = (x * x * x) ** 2 if self.alpha == 6 else x.abs() ** self.alpha
        return loss, self.tv * total_variation(x, self.beta), self.norm * power.flatten(1).sum(1)


def descend(objective, x, sigma, momentum, phases):
    """The images after the schedule, the terms at every evaluation (the last of the images returned), and seconds."""
    trace = []
    begin = time.perf_counter()
    for steps, rate in phases:
        moving = torch.zeros_like(x)
        for _ in range(steps):
            x.requires_grad_(True)
            terms = objective.terms(x)
            (gradient,) = torch.autograd.grad(sum(terms).sum(), x)
            x = x.detach()
            moving = momentum * moving - rate * sigma**2 * gradient
            x = x + moving
            trace.append([term.tolist() for term in terms])
    with torch.no_grad():
        trace.append([term.tolist() for term in objective.terms(x)])
    return x, trace, time.perf_counter() - begin
