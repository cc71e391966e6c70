"""Records how PyTorch classifies the 250 sample photographs with SqueezeNet v1.0, prepared as its card says.

    pip install torch==2.13.0 onnx==1.23.2 opencv-python-headless==5.0.0.93 numpy
    python test/peers/squeezenet.py DATA        # the data folder; writes test/golden/squeezenet.json

The photographs are squashed to 256 × 256 by OpenCV's bilinear resize, the centre 227 × 227 taken, BGR less the mean.
"""

import json
import sys
from pathlib import Path

import cv2
import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import numpy_helper

data = Path(sys.argv[1])
folder = data / "networks" / "squeezenet_v1.0"
weights = {
    tensor.name: torch.from_numpy(numpy_helper.to_array(tensor).copy())
    for tensor in onnx.load(folder / "squeezenet_v1.0.onnx").graph.initializer
}


def convolution(x, name, **options):
    return F.relu(F.conv2d(x, weights[f"{name}.weight"], weights[f"{name}.bias"], **options))


def fire(x, index):
    squeezed = convolution(x, f"fire{index}/squeeze1x1")
    wide = convolution(squeezed, f"fire{index}/expand3x3", padding=1)
    return torch.cat([convolution(squeezed, f"fire{index}/expand1x1"), wide], 1)


def pool(x):
    return F.max_pool2d(x, 3, 2, ceil_mode=True)


def scores(x):
    x = pool(convolution(x, "conv1", stride=2))
    x = pool(fire(fire(fire(x, 2), 3), 4))
    x = pool(fire(fire(fire(fire(x, 5), 6), 7), 8))
    return convolution(fire(x, 9), "conv10", padding=1).mean((2, 3))


def prepared(path):
    pixels = cv2.resize(cv2.imread(str(path), cv2.IMREAD_COLOR), (256, 256), interpolation=cv2.INTER_LINEAR)
    crop = pixels[14:241, 14:241].astype(np.float32) - np.float32([104, 117, 123])
    return torch.from_numpy(crop.transpose(2, 0, 1).copy())


classes = {entry["wnid"]: entry["index"] for entry in json.loads((folder / "classes.json").read_text())}
files = sorted((data / "images" / "imagenet-sample").glob("*.JPEG"))
found = []
with torch.no_grad():
    for path in files:
        found.append(int(scores(prepared(path)[None]).argmax()))
right = sum(best == classes[path.name.split("_")[0]] for best, path in zip(found, files))
target = Path(__file__).parent.parent / "golden" / "squeezenet.json"
record = {"generator": "test/peers/squeezenet.py", "pytorch": torch.__version__, "opencv": cv2.__version__}
target.write_text(json.dumps(record | {"images": len(files), "right": right, "best": found}) + "\n")
print(right, "of", len(files))
