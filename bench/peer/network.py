"""A Guise network folder (network.json + weights.safetensors) run by PyTorch: the independent peer of our executor."""

import json
import struct
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F


def read_safetensors(path):
    """Arrays by name from a safetensors file of float32 tensors."""
    blob = Path(path).read_bytes()
    (length,) = struct.unpack("<Q", blob[:8])
    header = json.loads(blob[8 : 8 + length])
    arrays = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        begin, end = entry["data_offsets"]
        data = np.frombuffer(blob[8 + length + begin : 8 + length + end], dtype="<f4")
        arrays[name] = data.reshape(entry["shape"]).copy()
    return arrays


class Network:
    """Runs images (N, H, W, C float32 in [0, 255]) to a blob; weights are constants, as in an attack."""

    def __init__(self, folder, memory_format=torch.contiguous_format):
        description = json.loads((Path(folder) / "network.json").read_text())
        self.graph, self.card = description["graph"], description["card"]
        self.memory_format = memory_format
        self.weights = {name: torch.from_numpy(a) for name, a in read_safetensors(Path(folder) / "weights.safetensors").items()}
        for name, weight in self.weights.items():
            if weight.dim() == 4:
                self.weights[name] = weight.contiguous(memory_format=memory_format)

    def preprocess(self, images):
        x = images.permute(0, 3, 1, 2)
        if self.card["channelOrder"] == "BGR":
            x = x.flip(1)
        if self.card["mean"] == "image":
            raise ValueError("a mean image is not supported by the peer")
        mean = torch.tensor(self.card["mean"], dtype=torch.float32)
        scale = torch.tensor(self.card.get("scale", 1), dtype=torch.float32)
        x = (x - mean.reshape(1, -1, 1, 1)) if mean.numel() else x
        return (x * scale.reshape(-1, 1, 1)).contiguous(memory_format=self.memory_format)

    def run(self, images, blob):
        """The blob's last value, (N, C, H, W) or (N, units)."""
        last = max(i for i, layer in enumerate(self.graph["layers"]) if blob in layer["tops"])
        needed, keep = {blob}, []
        for layer in reversed(self.graph["layers"][: last + 1]):
            if needed & set(layer["tops"]):
                keep.append(layer)
                needed |= set(layer["bottoms"])
        values = {self.graph["input"]["blob"]: self.preprocess(images)}
        for layer in reversed(keep):
            outputs = self.apply(layer, [values[name] for name in layer["bottoms"]])
            values.update(zip(layer["tops"], outputs))
        return values[blob]

    def apply(self, layer, inputs):
        kind, p, x = layer["type"], layer["params"], inputs[0]
        weight = self.weights.get(f"{layer['name']}/weight")
        bias = self.weights.get(f"{layer['name']}/bias")
        if kind == "Convolution":
            return [F.conv2d(x, weight, bias, pair(p, "stride", 1), pair(p, "pad", 0), pair(p, "dilation", 1), p.get("groups", 1))]
        if kind == "InnerProduct":
            return [F.linear(x.flatten(1), weight, bias)]
        if kind == "ReLU":
            slope = p.get("slope", 0)
            return [F.leaky_relu(x, slope) if slope else F.relu(x)]
        if kind == "Pooling":
            return [pool(x, p)]
        if kind == "LRN":
            if p.get("region", "across") != "across":
                raise ValueError("LRN within a channel is not supported by the peer")
            return [F.local_response_norm(x, p["size"], p["alpha"], p["beta"], p.get("k", 1))]
        if kind == "Concat":
            return [torch.cat(inputs, p.get("axis", 1))]
        if kind == "Dropout":
            return [x]
        if kind == "Softmax":
            return [F.softmax(x, p.get("axis", 1))]
        if kind == "Flatten":
            return [x.flatten(1)]
        raise ValueError(f"layer {layer['name']}: the peer does not know {kind}")


def pair(params, name, default):
    value = params.get(name, default)
    return tuple(value) if isinstance(value, list) else (value, value)


def pool(x, p):
    if p.get("global"):
        return x.amax((2, 3), keepdim=True) if p["method"] == "max" else x.mean((2, 3), keepdim=True)
    kernel, stride, pad = pair(p, "kernel", 1), pair(p, "stride", 1), pair(p, "pad", 0)
    ceil = p.get("rounding", "ceil") == "ceil"
    if p["method"] == "max":
        return F.max_pool2d(x, kernel, stride, pad, ceil_mode=ceil)
    return F.avg_pool2d(x, kernel, stride, pad, ceil_mode=ceil)
