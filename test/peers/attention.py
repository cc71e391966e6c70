"""Records what PyTorch makes of a small image transformer's attention, twice written: values and gradients by the pixels.

    python test/peers/attention.py    # PyTorch 2.13.0; writes test/golden/attention.json

Weights, images and cotangents are whole numbers over DIVISOR; all is computed in double. `split` and `causal` are the same layer,
the latter with a mask that lets a token see those before it only.
"""

import json
from pathlib import Path

import torch
import torch.nn.functional as F

DIVISOR = 64
TOKENS, WIDTH, HEADS, CLASSES, IMAGES = 5, 8, 2, 3, 3
generator = torch.Generator().manual_seed(2016)


def whole(*shape):
    return torch.randint(-DIVISOR, DIVISOR + 1, shape, generator=generator)


shapes = {
    "patches.weight": (WIDTH, 3, 2, 2),
    "patches.bias": (WIDTH,),
    "token": (1, 1, WIDTH),
    "places": (1, TOKENS, WIDTH),
    "qkv.weight": (WIDTH, 3 * WIDTH),
    "qkv.bias": (3 * WIDTH,),
    "out.weight": (WIDTH, WIDTH),
    "out.bias": (WIDTH,),
    "head.weight": (CLASSES, WIDTH),
    "head.bias": (CLASSES,),
}
weights = {name: whole(*shape) for name, shape in shapes.items()}
images, cotangents = whole(IMAGES, 3, 4, 4), whole(IMAGES, CLASSES)


def network(x, mask):
    w = {name: value.double() / DIVISOR for name, value in weights.items()}
    x = F.conv2d(x, w["patches.weight"], w["patches.bias"], stride=2).flatten(2).transpose(1, 2)
    x = torch.cat([w["token"].expand(len(x), -1, -1), x], 1) + w["places"]
    qkv = x @ w["qkv.weight"] + w["qkv.bias"]
    q, k, v = qkv.reshape(len(x), TOKENS, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
    scores = q @ k.transpose(-1, -2) / (WIDTH // HEADS) ** 0.5
    if mask:
        scores = scores.masked_fill(torch.ones(TOKENS, TOKENS).triu(1).bool(), -1e4)
    heads = (scores.softmax(-1) @ v).transpose(1, 2).reshape(len(x), TOKENS, WIDTH)
    x = x + heads @ w["out.weight"] + w["out.bias"]
    return x[:, -1 if mask else 0] @ w["head.weight"].T + w["head.bias"]


def recorded(mask):
    x = (images.double() / DIVISOR).requires_grad_()
    logits = network(x, mask)
    (logits * cotangents / DIVISOR).sum().backward()
    return {"logits": logits.detach().numpy().round(9).ravel().tolist(), "gradient": x.grad.numpy().round(9).ravel().tolist()}


out = {
    "divisor": DIVISOR,
    "weights": {name: {"shape": list(value.shape), "data": value.ravel().tolist()} for name, value in weights.items()},
    "images": {"shape": list(images.shape), "data": images.ravel().tolist()},
    "cotangents": cotangents.ravel().tolist(),
    "split": recorded(False),
    "causal": recorded(True),
}
path = Path(__file__).parent.parent / "golden" / "attention.json"
path.write_text("{\n" + ",\n".join(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in out.items()) + "\n}\n")
