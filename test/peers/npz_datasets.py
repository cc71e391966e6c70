"""Writes small .npz files as NumPy does, and what is in them: test/peers/npz_datasets.json. Run with NumPy 2.4.6."""

import base64
import io
import json
from pathlib import Path

import numpy as np


def saved(compress, *unnamed, **arrays):
    buffer = io.BytesIO()
    (np.savez_compressed if compress else np.savez)(buffer, *unnamed, **arrays)
    return base64.b64encode(buffer.getvalue()).decode()


def images(*shape):
    return (np.arange(np.prod(shape)) % 251).astype(np.uint8).reshape(shape)


cases = {
    "keras": saved(
        True,
        x_train=images(3, 2, 2),
        y_train=np.array([7, 2, 7], np.uint8),
        x_test=images(1, 2, 2),
        y_test=np.array([2], np.uint8),
    ),
    "medmnist": saved(
        False,
        train_images=images(2, 2, 3, 3),
        train_labels=np.array([[1], [0]], np.int64),
        val_images=images(1, 2, 3, 3),
        val_labels=np.array([[-1]], np.int64),
    ),
    "planar": saved(True, images=images(2, 3, 2, 2), labels=np.array([300, 4], ">i2")),
    "unnamed": saved(False, images(2, 2, 2), np.array([5, 6], np.int32)),
    "fortran": saved(False, x=np.asfortranarray(images(2, 3, 3)), more=np.zeros(3)),
    "objects": saved(False, x=images(1, 2, 2), names=np.array(["a"], object)),
    "floats": saved(False, x=np.zeros((2, 3, 3), np.float32)),
}
path = Path(__file__).with_suffix(".json")
path.write_text(json.dumps({"numpy": np.__version__, "files": cases}, indent=2) + "\n")
