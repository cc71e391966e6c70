"""Exports networks of today with weights out of a rule, and records what PyTorch makes of them.

    python test/peers/export-onnx.py    # PyTorch 2.13.0, torchvision 0.29.2, timm 1.0.31, onnx 1.16.2; writes test/golden/today/

Each network is a (compressed) ONNX file whose initialisers lie in a file of their own, `<name>.bin`, that is not kept: its numbers follow from
their places in it (`uniform`) and from the range stated for their tensor in `today.json`, so that a test makes them anew. With them are
recorded the values of two outputs, `features` and `logits`, and the gradient by the pixels of each output's sum of squares: as sums over
all numbers with signs of the same rule, whose differences are as large as the difference of the whole. All in double.

Networks are narrower than published, their structure is as published. `fused` ones have their BatchNorms in the convolutions before
them, as exporters leave networks by default.
"""

import gzip
import io
import json
import warnings
from pathlib import Path

import numpy as np
import onnx
import torch

# PyPI's torchvision holds its own operators for CUDA alone; none is used here, but it asks for these two.
library = torch.library.Library("torchvision", "DEF")
for name in ("nms", "qnms"):
    library.define(name + "(Tensor boxes, Tensor scores, float threshold) -> Tensor")

import timm  # noqa: E402
import torchvision  # noqa: E402
from torch.fx.experimental.optimization import fuse  # noqa: E402

OUT = Path(__file__).parents[1] / "golden" / "today"
SIZE = 64
IMAGES = 2
MEAN = (123.675, 116.28, 103.53)
SCALE = 1 / 57
SUMS = 32
IMAGE_SEED, SIGN_SEED = 1 << 30, 1 << 31
warnings.filterwarnings("ignore")


def uniform(start, count):
    """Numbers in [0, 1) in steps of 2^-24: a mix of the bits of their places, start, start + 1 …"""
    h = (np.arange(count, dtype=np.uint64) + np.uint64(start)).astype(np.uint32)
    for shift, factor in ((16, 0x7FEB352D), (15, 0x846CA68B)):
        h ^= h >> np.uint32(shift)
        h *= np.uint32(factor)
    h ^= h >> np.uint32(16)
    return (h >> np.uint32(8)).astype(np.float64) / 2**24


def images():
    """In [0, 255], batch × height × width × RGB."""
    return np.round(uniform(IMAGE_SEED, IMAGES * SIZE * SIZE * 3) * 255).reshape(IMAGES, SIZE, SIZE, 3)


def sums(values):
    """Sums over an image's numbers with random signs, SUMS of them."""
    flat = np.asarray(values, np.float64).ravel()
    signs = uniform(SIGN_SEED, SUMS * flat.size).reshape(SUMS, -1) < 0.5
    return [float(f"{x:.9g}") for x in np.where(signs, flat, -flat).sum(axis=1)]


def bounds(name, shape, weight_gain):
    """
    From where to where a tensor's numbers are spread. The gains keep images apart without making the networks chaotic: in single precision
    PyTorch's own gradients are within 4e-6 of those in double.
    """
    last = name.split(".")[-1]
    if last == "running_var":
        return 0.5, 1.5
    if len(shape) >= 2 and last == "weight":
        reach = round(weight_gain * (3 / np.prod(shape[1:])) ** 0.5, 5)
        return -reach, reach
    if last in ("weight", "gamma"):
        return 0.75, 1.25
    return -0.25, 0.25


class Both(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, image):
        features = self.model.forward_features(image)
        return features, self.model.forward_head(features)


class Parts(torch.nn.Module):
    """A torchvision network as its features and what follows."""

    def __init__(self, features, head):
        super().__init__()
        self.features, self.head = features, head

    def forward(self, image):
        features = self.features(image)
        return features, self.head(features)


def of_timm(name, **options):
    return Both(timm.create_model(name, num_classes=10, **options))


def of_torchvision(name, *before_pool, **options):
    model = getattr(torchvision.models, name)(num_classes=10, **options)
    pool = torch.nn.AdaptiveAvgPool2d(1)
    return Parts(model.features, torch.nn.Sequential(*before_pool, pool, torch.nn.Flatten(1), model.classifier))


narrow = dict(channels=(16, 32, 64, 128))
NETWORKS = {
    # name: (network, opset, fused, exporter, gain of the weights)
    "resnet18": (lambda: of_timm("resnet18", **narrow), 9, False, "script", 1.4),
    "resnet50": (lambda: of_timm("resnet50", **narrow), 13, True, "script", 1.2),
    "resnext50": (lambda: of_timm("resnext50_32x4d", cardinality=8, base_width=4, **narrow), 16, True, "script", 1.2),
    "mobilenet-v2": (lambda: of_torchvision("mobilenet_v2", width_mult=0.5), 10, False, "script", 1.2),
    "mobilenet-v3": (lambda: of_torchvision("mobilenet_v3_small"), 14, True, "script", 1.45),
    "efficientnet-b0": (lambda: of_torchvision("efficientnet_b0"), 15, True, "script", 1.4),
    "convnext-tiny": (lambda: of_timm("convnext_tiny", dims=(24, 48, 96, 192)), 17, False, "script", 1.0),
    "densenet121": (
        lambda: of_torchvision("DenseNet", torch.nn.ReLU(), growth_rate=8, block_config=(6, 12, 24, 16), num_init_features=16),
        12, False, "script", 1.4,
    ),
    "vit": (
        lambda: of_timm("vit_tiny_patch16_224", img_size=SIZE, patch_size=8, embed_dim=48, num_heads=3, depth=6),
        14, False, "script", 1.0,
    ),
    "vit-traced": (
        lambda: of_timm("vit_tiny_patch16_224", img_size=SIZE, patch_size=8, embed_dim=48, num_heads=3, depth=6),
        20, False, "trace", 1.0,
    ),
    "swin": (
        lambda: of_timm("swin_tiny_patch4_window7_224", img_size=SIZE, window_size=4, embed_dim=24, depths=(2, 2, 2, 2)),
        17, False, "script", 1.0,
    ),
}


def filled(model, gain):
    """The numbers of every parameter and statistic, and the ranges by name, in the order of their places."""
    start, ranges = 0, {}
    state = model.state_dict()
    for name, tensor in state.items():
        if not tensor.is_floating_point():
            continue
        low, high = bounds(name, tensor.shape, gain)
        values = np.float32(low + (high - low) * uniform(start, tensor.numel()))
        state[name] = torch.from_numpy(values.reshape(tensor.shape))
        ranges[name] = (start, tensor.numel(), low, high)
        start += tensor.numel()
    model.load_state_dict(state)
    return ranges


def exported(model, opset, exporter):
    image = torch.zeros(IMAGES, 3, SIZE, SIZE)
    names = dict(input_names=["image"], output_names=["features", "logits"])
    if exporter == "trace":
        batch = ({0: torch.export.Dim("batch")},)
        # Unoptimised, so that weights keep their names.
        program = torch.onnx.export(
            model, (image,), dynamo=True, opset_version=opset, dynamic_shapes=batch, optimize=False, verbose=False, **names
        )
        return onnx.load_from_string(program.model_proto.SerializeToString())
    file = io.BytesIO()
    axes = {name: {0: "batch"} for name in ("image", "features", "logits")}
    torch.onnx.export(
        model,
        image,
        file,
        dynamo=False,
        opset_version=opset,
        dynamic_axes=axes,
        do_constant_folding=False,
        training=torch.onnx.TrainingMode.PRESERVE,
        **names,
    )
    return onnx.load_from_string(file.getvalue())


def structure(proto, ranges, name):
    """Moves the weights out of the file, which is left with where they would be."""
    for tensor in proto.graph.initializer:
        if tensor.name not in ranges:
            continue
        start, count, _, _ = ranges[tensor.name]
        assert count == np.prod(tensor.dims), tensor.name
        for field in ("raw_data", "float_data"):
            tensor.ClearField(field)
        tensor.data_location = onnx.TensorProto.EXTERNAL
        for key, value in (("location", f"{name}.bin"), ("offset", str(4 * start)), ("length", str(4 * count))):
            entry = tensor.external_data.add()
            entry.key, entry.value = key, value
    left = [t.name for t in proto.graph.initializer if t.name not in ranges and len(t.raw_data) > 4096]
    assert not left, left
    for node in proto.graph.node:
        node.ClearField("doc_string")
        node.ClearField("metadata_props")
    del proto.graph.value_info[:]
    proto.graph.ClearField("metadata_props")
    return proto.SerializeToString()


def record(model):
    pixels = torch.tensor(images(), dtype=torch.double, requires_grad=True)
    image = ((pixels - torch.tensor(MEAN)) * SCALE).permute(0, 3, 1, 2)
    outputs = dict(zip(("features", "logits"), model.double()(image)))
    recorded = {}
    for name, output in outputs.items():
        (gradient,) = torch.autograd.grad((output**2).sum(), pixels, retain_graph=True)
        value = output.permute(0, 2, 3, 1) if output.dim() == 4 else output
        recorded[name] = {
            "shape": list(output.shape[1:]),
            "squares": [float((one**2).sum()) for one in output.detach()],
            "values": [sums(one) for one in value.detach().numpy()],
            "gradients": [sums(one) for one in gradient.numpy()],
        }
    return recorded


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    recorded = {}
    for name, (make, opset, fused, exporter, gain) in NETWORKS.items():
        model = make().eval()
        if fused:
            model = fuse(model)
        ranges = filled(model, gain)
        data = structure(exported(model, opset, exporter), ranges, name)
        (OUT / f"{name}.onnx.gz").write_bytes(gzip.compress(data, mtime=0))
        found = record(model)
        spans = [[count, low, high] for _, count, low, high in ranges.values()]
        recorded[name] = {"opset": opset, "tensors": spans, "outputs": found}
        total = sum(count for count, _, _ in spans)
        print(name, total, "numbers,", len(data), "bytes,", {k: v["squares"] for k, v in found.items()})
    versions = {"pytorch": torch.__version__, "torchvision": torchvision.__version__, "timm": timm.__version__}
    frame = {"generator": "test/peers/export-onnx.py", **versions, "mean": MEAN, "scale": SCALE, "size": SIZE, "sums": SUMS, "networks": recorded}
    # Laid out by `npx biome format --write test/golden/today` afterwards.
    (OUT / "today.json").write_text(json.dumps(frame, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
