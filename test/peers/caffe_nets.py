"""How many of the given test images LeNet and Caffe's two CIFAR-10 networks classify rightly in PyTorch.

Reads the weights with a protobuf reader of its own, so that nothing is shared with the project's readers.
Run as: python caffe_nets.py DATA   (DATA being the folder with images/ and networks/)
Recorded with torch 2.13.0+cpu: see src/main/network/format/accuracy.test.ts.
"""

import struct
import sys
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F


def varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at


def fields(data):
    at = 0
    while at < len(data):
        tag, at = varint(data, at)
        number, kind = tag >> 3, tag & 7
        if kind == 0:
            value, at = varint(data, at)
        elif kind == 2:
            length, at = varint(data, at)
            value, at = data[at : at + length], at + length
        else:
            size = 8 if kind == 1 else 4
            value, at = data[at : at + size], at + size
        yield number, value


def blob(data):
    shape, values = {}, np.zeros(0, np.float32)
    for number, value in fields(data):
        if number in (1, 2, 3, 4):
            shape[number] = value
        elif number == 5:
            values = np.frombuffer(value, "<f4") if len(value) > 4 else np.append(values, struct.unpack("<f", value))
    return torch.from_numpy(values.astype(np.float32).copy()).reshape([shape[i] for i in (1, 2, 3, 4)])


def v1_weights(path):
    found = {}
    for number, layer in fields(path.read_bytes()):
        if number == 2:
            parts = list(fields(layer))
            name = next(bytes(v).decode() for n, v in parts if n == 4)
            blobs = [blob(v) for n, v in parts if n == 6]
            if blobs:
                found[name] = (blobs[0], blobs[1].flatten())
    return found


def conv(x, weights, name, pad):
    return F.conv2d(x, *weights[name], padding=pad)


def inner(x, weights, name):
    weight, bias = weights[name]
    return F.linear(x.flatten(1), weight.reshape(bias.numel(), -1), bias)


def within(x):
    return x / (1 + 5e-5 * F.avg_pool2d(x * x, 3, 1, 1)) ** 0.75


def lenet(x, w):
    x = F.max_pool2d(conv(x, w, "conv1", 0), 2, ceil_mode=True)
    x = F.max_pool2d(conv(x, w, "conv2", 0), 2, ceil_mode=True)
    return inner(F.relu(inner(x, w, "ip1")), w, "ip2")


def quick(x, w):
    x = F.relu(F.max_pool2d(conv(x, w, "conv1", 2), 3, 2, ceil_mode=True))
    x = F.avg_pool2d(F.relu(conv(x, w, "conv2", 2)), 3, 2, ceil_mode=True)
    x = F.avg_pool2d(F.relu(conv(x, w, "conv3", 2)), 3, 2, ceil_mode=True)
    return inner(inner(x, w, "ip1"), w, "ip2")


def full(x, w):
    x = within(F.relu(F.max_pool2d(conv(x, w, "conv1", 2), 3, 2, ceil_mode=True)))
    x = within(F.avg_pool2d(F.relu(conv(x, w, "conv2", 2)), 3, 2, ceil_mode=True))
    x = F.avg_pool2d(F.relu(conv(x, w, "conv3", 2)), 3, 2, ceil_mode=True)
    return inner(x, w, "ip1")


def main():
    data = Path(sys.argv[1])
    networks, images = data / "networks", data / "images"
    digits = np.frombuffer((images / "mnist/t10k-2000-images-idx3-ubyte").read_bytes(), np.uint8, offset=16)
    truth = np.frombuffer((images / "mnist/t10k-2000-labels-idx1-ubyte").read_bytes(), np.uint8, offset=8)
    x = torch.from_numpy(digits.reshape(-1, 1, 28, 28).astype(np.float32)) / 256
    scores = lenet(x, v1_weights(networks / "lenet_mnist/lenet_iter_10000.caffemodel"))
    report("lenet", scores, truth)
    rows = np.frombuffer((images / "cifar10/test_1000.bin").read_bytes(), np.uint8).reshape(-1, 3073)
    pixels = torch.from_numpy(rows[:, 1:].reshape(-1, 3, 32, 32).astype(np.float32))
    for name, model, run in (
        ("cifar10_quick", "cifar10_quick_iter_5000", quick),
        ("cifar10_full", "cifar10_full_iter_70000", full),
    ):
        mean = blob((networks / name / "mean.binaryproto").read_bytes())
        report(name, run(pixels - mean, v1_weights(networks / name / f"{model}.caffemodel")), rows[:, 0])


def report(name, scores, truth):
    best = scores.argmax(1).numpy()
    print(name, int((best == truth).sum()), "of", len(truth), "first scores", scores[0].tolist()[:3])


with torch.no_grad():
    main()
