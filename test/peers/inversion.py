"""Records what PyTorch's inversion (bench/peer/inversion.py) comes to, for src/main/inversion/peer.test.ts.

    pip install torch==2.13.0 numpy==2.4.6
    python test/peers/inversion.py SQUEEZENET DATA

SQUEEZENET is SqueezeNet v1.0 as a folder in Guise's format, DATA the data folder. Writes test/golden/inversion.json. The images
are a formula's and the first of SqueezeNet's reference; every descent starts at the noise of seed 1, which both sides draw.
"""

import json
import sys
from pathlib import Path

import numpy as np
import torch

root = Path(__file__).parent.parent.parent
sys.path.insert(0, str(root / "bench" / "peer"))
from inversion import PAPER, Objective, descend, lambda_tv, start, typical_norm  # noqa: E402
from network import Network  # noqa: E402

SEED = 1
SHORT = [(20, 0.004), (20, 0.0004), (10, 0.00004)]
# Further down, the paper's first step makes a descent swing for long, and rounding errors swing with it.
HALVED = [(30, 0.002), (20, 0.0002), (10, 0.00002)]
# Depths as layers are counted in the list of each network, by hand.
CASES = [
    ("guisenet", "conv2", 6, "formula", PAPER["phases"]),
    ("guisenet", "conv4", 12, "formula", SHORT),
    ("guisenet", "fc6", 17, "formula", SHORT),
    ("squeezenet", "conv1", 2, "photograph", SHORT),
    ("squeezenet", "fire2/concat", 7, "photograph", SHORT),
    ("squeezenet", "fire5/concat", 20, "photograph", HALVED),
]


def formula(height, width):
    """An image that both sides can make: three waves and an edge."""
    row, column = np.mgrid[0:height, 0:width].astype(np.float64)
    waves = [np.sin(row / 9 + column / 17), np.cos(column / 7), np.sin((row * column) / 700)]
    image = np.stack([128 + 70 * wave + 40 * (row > column) for wave in waves], 2)
    return np.clip(np.floor(image), 0, 255).astype(np.float32)


folders = {"guisenet": root / "models" / "guisenet", "squeezenet": Path(sys.argv[1])}
reference = Path(sys.argv[2]) / "networks" / "squeezenet_v1.0" / "reference" / "input-rgb-u8.npy"
torch.set_num_threads(2)
found = []
for name, layer, depth, kind, phases in CASES:
    network = Network(folders[name])
    height, width = network.card["inputSize"]
    image = formula(height, width) if kind == "formula" else np.load(reference)[0].astype(np.float32)
    with torch.no_grad():
        target = network.run(torch.from_numpy(image)[None], layer).flatten(1)
    sigma = typical_norm(image.size)
    objective = Objective(network, layer, target, sigma, lambda_tv(depth))
    noise = start(image.shape, SEED, sigma)
    _, trace, seconds = descend(objective, noise, sigma, PAPER["momentum"], phases)
    points = [[term[0] for term in terms] for terms in trace]
    print(name, layer, len(points), sum(points[0]), sum(points[-1]), f"{seconds:.1f} s", flush=True)
    case = {"network": name, "layer": layer, "depth": depth, "image": kind, "seed": SEED, "phases": phases}
    found.append(case | {"start": points[0], "end": points[-1]})
record = {"generator": "test/peers/inversion.py", "pytorch": torch.__version__, "numpy": np.__version__, "cases": found}
(root / "test" / "golden" / "inversion.json").write_text(json.dumps(record, indent=1) + "\n")
