"""Records what PyTorch makes of every operator of Caffe's vocabulary: values and input gradients, in double.

    python test/peers/operators.py            # PyTorch 2.13.0; writes test/golden/operators.json

Inputs are whole numbers over `DIVISOR`, distinct within a tensor so that no maximum is a tie; shapes and orders are
Caffe's (NCHW, the batch first). `gradients` are those of the sum of `cotangents` times the outputs.
"""

import json
from pathlib import Path

import torch
import torch.nn.functional as F

DIVISOR = 16
generator = torch.Generator().manual_seed(2016)
cases = []


def distinct(shape, spread=4):
    """Whole numbers in about ±spread · DIVISOR, no two alike where there are few enough."""
    count = int(torch.tensor(shape).prod())
    ranks = torch.randperm(count, generator=generator) - count // 2
    step = max(1, 2 * spread * DIVISOR // count)
    return (ranks * step).reshape(shape)


def small(shape, spread=2):
    return torch.randint(-spread * DIVISOR, spread * DIVISOR + 1, tuple(shape), generator=generator)


def real(whole):
    return whole.double() / DIVISOR


def pack(whole):
    return {"shape": list(whole.shape), "data": whole.flatten().tolist()}


def rounded(value):
    return {"shape": list(value.shape), "data": [float(f"{x:.7g}") for x in value.flatten().tolist()]}


def case(name, kind, params, inputs, function, weights=None):
    weights = weights or {}
    points = [real(x).requires_grad_() for x in inputs]
    outputs = function(*points, **{role: real(w) for role, w in weights.items()})
    outputs = list(outputs) if isinstance(outputs, (tuple, list)) else [outputs]
    cotangents = [small(y.shape) for y in outputs]
    total = sum((y * real(c)).sum() for y, c in zip(outputs, cotangents))
    gradients = torch.autograd.grad(total, points)
    cases.append(
        {
            "name": name,
            "type": kind,
            "params": params,
            "inputs": [pack(x) for x in inputs],
            "weights": {role: pack(w) for role, w in weights.items()},
            "cotangents": [pack(c) for c in cotangents],
            "outputs": [rounded(y.detach()) for y in outputs],
            "gradients": [rounded(g) for g in gradients],
        }
    )


def convolution(name, shape, outputs, kernel, stride=(1, 1), pad=(0, 0), dilation=(1, 1), groups=1, bias=True):
    weights = {"weight": small([outputs, shape[1] // groups, *kernel], 1)}
    if bias:
        weights["bias"] = small([outputs])
    params = {"outputs": outputs, "kernel": kernel, "stride": stride, "pad": pad, "dilation": dilation}
    params |= {"groups": groups, "bias": bias}

    def run(x, weight, bias=None):
        return F.conv2d(x, weight, bias, stride, pad, dilation, groups)

    case(f"Convolution, {name}", "Convolution", params, [distinct(shape)], run, weights)


convolution("3 × 3", [2, 2, 4, 5], 3, (3, 3))
convolution("1 × 1 without bias", [1, 4, 3, 3], 3, (1, 1), bias=False)
convolution("1 × 1 with padding", [1, 3, 2, 3], 2, (1, 1), pad=(1, 1))
convolution("centred padding", [2, 2, 4, 4], 2, (5, 3), pad=(2, 1))
convolution("uneven padding", [1, 2, 4, 4], 2, (3, 3), pad=(0, 2))
convolution("groups of two", [1, 4, 4, 4], 6, (3, 3), pad=(1, 1), groups=2)
convolution("a group a channel", [1, 3, 4, 4], 3, (3, 3), pad=(1, 1), groups=3)
convolution("stride 2, many channels", [1, 6, 5, 5], 2, (3, 3), stride=(2, 2), pad=(1, 1))
convolution("stride 2, groups", [1, 4, 5, 5], 4, (2, 2), stride=(2, 2), groups=2)
convolution("stride 4 over 3 channels", [2, 3, 11, 11], 2, (5, 5), stride=(4, 4))
convolution("stride 3 over 3 channels, border left over", [1, 3, 9, 9], 2, (2, 4), stride=(3, 3))
convolution("stride 2 over 1 channel, padding", [1, 1, 7, 8], 2, (7, 5), stride=(2, 2), pad=(3, 2))
convolution("stride 2 × 3 over 3 channels", [1, 3, 7, 8], 2, (3, 3), stride=(2, 3), pad=(1, 0))
convolution("dilation", [1, 2, 7, 7], 2, (3, 3), pad=(2, 2), dilation=(2, 2))
convolution("dilation 1 × 3, stride 2", [1, 2, 6, 9], 2, (3, 3), stride=(2, 2), dilation=(1, 3))


def pooling(name, method, shape, kernel, stride, pad=(0, 0), rounding="ceil"):
    params = {"method": method, "kernel": kernel, "stride": stride, "pad": pad, "rounding": rounding}
    ceil = rounding == "ceil"

    def run(x):
        if method == "max":
            return F.max_pool2d(x, kernel, stride, pad, ceil_mode=ceil)
        return F.avg_pool2d(x, kernel, stride, pad, ceil_mode=ceil, count_include_pad=True)

    case(f"Pooling, {method}, {name}", "Pooling", params, [distinct(shape)], run)


for method in ("max", "average"):
    pooling("3 × 3 overlapping", method, [2, 2, 5, 5], (3, 3), (2, 2))
    pooling("over the border", method, [1, 2, 6, 5], (3, 3), (2, 2))
    pooling("rounding down", method, [1, 2, 6, 5], (3, 3), (2, 2), rounding="floor")
    pooling("padding", method, [1, 2, 5, 5], (3, 3), (2, 2), pad=(1, 1))
    pooling("padding over the border", method, [1, 2, 6, 6], (3, 3), (2, 2), pad=(1, 1))
    pooling("2 × 3, stride 1 × 2", method, [1, 2, 4, 6], (2, 3), (1, 2))
    pooling("windows apart", method, [1, 2, 5, 5], (1, 1), (3, 3))
case(
    "Pooling, max, global", "Pooling", {"method": "max", "global": True}, [distinct([2, 3, 3, 4])],
    lambda x: F.adaptive_max_pool2d(x, 1),
)
case(
    "Pooling, average, global", "Pooling", {"method": "average", "global": True}, [distinct([2, 3, 3, 4])],
    lambda x: F.adaptive_avg_pool2d(x, 1),
)


def across(name, shape, size, alpha, beta, k):
    params = {"size": size, "alpha": alpha, "beta": beta, "k": k, "region": "across"}
    case(
        f"LRN across channels, {name}", "LRN", params, [distinct(shape)],
        lambda x: F.local_response_norm(x, size, alpha, beta, k),
    )


across("CaffeNet's", [1, 8, 2, 2], 5, 1e-4, 0.75, 1.0)
across("strong", [2, 7, 2, 2], 5, 0.9, 0.75, 1.0)
across("k 2, beta ½", [1, 6, 2, 2], 3, 0.5, 0.5, 2.0)
across("wider than the channels", [1, 2, 2, 2], 5, 0.5, 0.75, 1.0)


def within(name, shape, size, alpha, beta):
    def run(x):
        return x * (1 + alpha * F.avg_pool2d(x * x, size, 1, size // 2)) ** -beta

    params = {"size": size, "alpha": alpha, "beta": beta, "region": "within"}
    case(f"LRN within a channel, {name}", "LRN", params, [distinct(shape)], run)


within("3", [1, 2, 4, 4], 3, 5e-5, 0.75)
within("5, strong", [2, 2, 4, 3], 5, 0.8, 0.6)


def linear(name, shape, outputs, bias=True):
    weights = {"weight": small([outputs, int(torch.tensor(shape[1:]).prod())], 1)}
    if bias:
        weights["bias"] = small([outputs])
    params = {"outputs": outputs, "bias": bias}
    case(
        f"InnerProduct, {name}", "InnerProduct", params, [distinct(shape)],
        lambda x, weight, bias=None: F.linear(x.flatten(1), weight, bias), weights,
    )


linear("of units", [3, 6], 4)
linear("of an image", [2, 3, 2, 4], 5)
linear("without bias", [1, 2, 3, 3], 3, bias=False)

pixels = [2, 3, 2, 3]
case("ReLU", "ReLU", {}, [distinct(pixels)], F.relu)
case("ReLU, leaky", "ReLU", {"slope": 0.125}, [distinct(pixels)], lambda x: F.leaky_relu(x, 0.125))
case("Sigmoid", "Sigmoid", {}, [distinct(pixels)], torch.sigmoid)
case("TanH", "TanH", {}, [distinct(pixels)], torch.tanh)
case("ELU", "ELU", {}, [distinct(pixels)], F.elu)
case("ELU, alpha ½", "ELU", {"alpha": 0.5}, [distinct([2, 7])], lambda x: F.elu(x, 0.5))
case("AbsVal", "AbsVal", {}, [distinct(pixels)], torch.abs)
case("BNLL", "BNLL", {}, [distinct(pixels)], F.softplus)
case("Dropout", "Dropout", {"ratio": 0.5}, [distinct(pixels)], lambda x: F.dropout(x, 0.5, training=False))
case("Exp, e", "Exp", {}, [distinct(pixels, 2)], torch.exp)
case(
    "Exp, 2 ^ (1 + x / 2)", "Exp", {"base": 2, "scale": 0.5, "shift": 1}, [distinct(pixels)],
    lambda x: torch.pow(2, 0.5 * x + 1),
)
case("Log, 10 (x / 4 + 8)", "Log", {"base": 10, "scale": 0.25, "shift": 8}, [distinct(pixels)],
     lambda x: torch.log10(0.25 * x + 8))
case("Log, e", "Log", {"shift": 8}, [distinct(pixels)], lambda x: torch.log(x + 8))
case("Power, linear", "Power", {"scale": 0.5, "shift": -1}, [distinct(pixels)], lambda x: 0.5 * x - 1)
case("Power, squared", "Power", {"power": 2, "scale": 0.5, "shift": -1}, [distinct(pixels)],
     lambda x: (0.5 * x - 1) ** 2)
case("Power, cubed", "Power", {"power": 3}, [distinct(pixels)], lambda x: x**3)
case("Power, −¾", "Power", {"power": -0.75, "scale": 0.5, "shift": 4}, [distinct(pixels)],
     lambda x: (0.5 * x + 4) ** -0.75)
case("Softmax of channels", "Softmax", {}, [distinct(pixels)], lambda x: F.softmax(x, 1))
case("Softmax of units", "Softmax", {"axis": 1}, [distinct([3, 5])], lambda x: F.softmax(x, 1))
case("Softmax along the width", "Softmax", {"axis": -1}, [distinct(pixels)], lambda x: F.softmax(x, -1))

case("PReLU", "PReLU", {}, [distinct(pixels)], F.prelu, {"weight": small([3], 1)})
case("PReLU of units", "PReLU", {}, [distinct([2, 5])], F.prelu, {"weight": small([5], 1)})
case("PReLU, shared", "PReLU", {"shared": True}, [distinct(pixels)], F.prelu, {"weight": small([1], 1)})
case("Bias", "Bias", {}, [distinct(pixels)], lambda x, bias: x + bias.view(1, 3, 1, 1), {"bias": small([3])})
case("Scale", "Scale", {}, [distinct(pixels)], lambda x, weight: x * weight.view(1, 3, 1, 1),
     {"weight": small([3])})
case("Scale of units with bias", "Scale", {"bias": True}, [distinct([2, 5])],
     lambda x, weight, bias: x * weight + bias, {"weight": small([5]), "bias": small([5])})
statistics = {"mean": small([3]), "variance": small([3]).abs() + 1, "scale": torch.tensor([40])}
case("BatchNorm", "BatchNorm", {"epsilon": 1e-3}, [distinct(pixels)],
     lambda x, mean, variance, scale: F.batch_norm(x, mean / scale, variance / scale, eps=1e-3), statistics)

other = [2, 2, 2, 3]
case("Concat of channels", "Concat", {}, [distinct(pixels), distinct(other)], lambda *x: torch.cat(x, 1))
case("Concat along the height", "Concat", {"axis": 2}, [distinct(pixels), distinct([2, 3, 1, 3])],
     lambda *x: torch.cat(x, 2))
case("Concat of units", "Concat", {}, [distinct([2, 3]), distinct([2, 1]), distinct([2, 2])],
     lambda *x: torch.cat(x, 1))
case("Slice at points", "Slice", {"points": [1, 3]}, [distinct([2, 4, 2, 2])], lambda x: torch.split(x, [1, 2, 1], 1))
case("Slice of the width", "Slice", {"axis": 3, "parts": 3}, [distinct(pixels)], lambda x: torch.chunk(x, 3, 3))
case("Split", "Split", {"parts": 3}, [distinct(pixels)], lambda x: [x * 1, x * 1, x * 1])
case("Eltwise, sum", "Eltwise", {}, [distinct(pixels), distinct(pixels)], lambda a, b: a + b)
case("Eltwise, weighed sum", "Eltwise", {"coefficients": [1, -0.5, 2]}, [distinct(pixels) for _ in range(3)],
     lambda a, b, c: a - 0.5 * b + 2 * c)
case("Eltwise, product", "Eltwise", {"operation": "product"}, [distinct(pixels, 2) for _ in range(3)],
     lambda a, b, c: a * b * c)
# An odd and an even multiple are never equal, so no maximum is a tie.
case("Eltwise, max", "Eltwise", {"operation": "max"}, [2 * distinct(pixels), 2 * distinct(pixels) + 1],
     torch.maximum)
case("Flatten", "Flatten", {}, [distinct(pixels)], lambda x: x.flatten(1))
case("Flatten of height and width", "Flatten", {"axis": 2}, [distinct(pixels)], lambda x: x.flatten(2))
case("Reshape to units", "Reshape", {"shape": [0, -1]}, [distinct(pixels)], lambda x: x.reshape(2, 18))
case("Reshape to another image", "Reshape", {"shape": [0, 2, 3, 3]}, [distinct(pixels)], lambda x: x.reshape(2, 2, 3, 3))
case("Reshape, sizes kept", "Reshape", {"shape": [-1, 0, 6]}, [distinct(pixels)], lambda x: x.reshape(2, 3, 6))

target = Path(__file__).parent.parent / "golden" / "operators.json"
lines = ",\n".join(json.dumps(entry, ensure_ascii=False, separators=(",", ":")) for entry in cases)
target.write_text(
    f'{{"generator":"test/peers/operators.py","pytorch":"{torch.__version__}","divisor":{DIVISOR},"cases":[\n{lines}\n]}}\n'
)
print(len(cases), "cases,", target.stat().st_size, "bytes")
