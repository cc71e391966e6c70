"""Records what ONNX Runtime makes of two SqueezeNets on seeded images: ONNX's own light one, and that of our test data.

    pip install onnxruntime==1.32.0 onnx==1.16.2 numpy
    python test/peers/onnxruntime_squeezenet.py LIGHT DATA    # light_squeezenet.onnx of the onnx 1.16.2 wheel (onnx/backend/test/data/light);
                                                              # squeezenet_v1.0.onnx; writes test/golden/onnxruntime.json

Of each blob: its shape, and of each image the sum of its numbers, of their magnitudes, the first eight, and eight evenly spread,
as they lie in height × width × channels. The logits are kept whole. Images are mixed bits of a place (`uniform`), 0 to 255 less
120. The light network's weights are all alike, as its own nodes make them, so its channels are too.
"""

import json
import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime

NETWORKS = {
    "light": {"path": sys.argv[1], "blobs": ["r3", "r31", "r60", "r64"], "logits": "r65"},
    "v1.0": {"path": sys.argv[2], "blobs": ["conv1", "pool1", "fire5/concat", "fire9/concat", "conv10", "prob"], "logits": "pool10"},
}
COUNT = 2


def uniform(places):
    """Numbers in [0, 1), as `uniform` of test/today.ts makes them."""
    h = places.astype(np.uint32)
    h = (h ^ (h >> np.uint32(16))) * np.uint32(0x7FEB352D)
    h = (h ^ (h >> np.uint32(15))) * np.uint32(0x846CA68B)
    return ((h ^ (h >> np.uint32(16))) >> np.uint32(8)) / 2.0**24


def images(size):
    """Height × width × RGB, laid channels first."""
    places = np.arange(COUNT * size * size * 3, dtype=np.uint64) + 2**30
    pixels = np.round(uniform(places) * 255) - 120
    return pixels.reshape(COUNT, size, size, 3).transpose(0, 3, 1, 2).astype(np.float32)


def summary(values):
    laid = values.transpose(0, 2, 3, 1) if values.ndim == 4 else values
    rows = laid.reshape(len(values), -1).astype(np.float64)
    places = np.linspace(0, rows.shape[1] - 1, 8).astype(int)
    return {
        "shape": list(values.shape[1:]),
        "images": [
            {
                "sum": float(row.sum()),
                "magnitude": float(np.abs(row).sum()),
                "first": [float(f"{n:.7g}") for n in row[:8]],
                "places": places.tolist(),
                "there": [float(f"{n:.7g}") for n in row[places]],
            }
            for row in rows
        ],
    }


def recorded(path, blobs, logits):
    model = onnx.load(path)
    weights = {tensor.name for tensor in model.graph.initializer}
    (given,) = [one for one in model.graph.input if one.name not in weights]
    sides = [dim.dim_value for dim in given.type.tensor_type.shape.dim]
    known = {output.name for output in model.graph.output}
    for name in [*blobs, logits]:
        if name not in known:
            model.graph.output.append(onnx.helper.make_empty_tensor_value_info(name))
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    single = [session.run([*blobs, logits], {given.name: image[None]}) for image in images(sides[2])]
    made = [np.concatenate(values) for values in zip(*single)]
    return {
        "input": sides[1:],
        "blobs": {name: summary(values) for name, values in zip(blobs, made)},
        "logits": {"blob": logits, "values": [[float(f"{n:.7g}") for n in row.ravel()] for row in made[-1]]},
    }


result = {
    "generator": "test/peers/onnxruntime_squeezenet.py",
    "onnxruntime": onnxruntime.__version__,
    "networks": {name: recorded(**network) for name, network in NETWORKS.items()},
}
target = Path(__file__).parents[1] / "golden" / "onnxruntime.json"
target.write_text(json.dumps(result) + "\n")
