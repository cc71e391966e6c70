"""Fits the first 50 images of imagenet-sample with OpenCV as networks' cards say: test/peers/opencv_preprocessing.json.

Usage: opencv_preprocessing.py <folder of images>, with opencv-python-headless 5.0.0. Of each result it records the mean and the
SHA-256 of its RGB bytes.
"""

import hashlib
import json
import sys
from pathlib import Path

import cv2
import numpy as np

COUNT = 50


def centre(image, size):
    top, left = (image.shape[0] - size) // 2, (image.shape[1] - size) // 2
    return image[top : top + size, left : left + size]


def resized(image, width, height):
    return cv2.resize(image, (width, height), interpolation=cv2.INTER_LINEAR)


def resize_crop(image, to, size):
    short = min(image.shape[:2])
    height, width = image.shape[0] * to // short, image.shape[1] * to // short
    return centre(resized(image, width, height), size)


FITS = {
    "squash": lambda image: resized(image, 227, 227),
    "squash-crop": lambda image: centre(resized(image, 256, 256), 227),
    "resize-crop": lambda image: resize_crop(image, 256, 224),
}


def told(image):
    rgb = np.ascontiguousarray(image[:, :, ::-1])
    return {"mean": round(float(rgb.mean()), 6), "sha256": hashlib.sha256(rgb.tobytes()).hexdigest()}


files = sorted(Path(sys.argv[1]).iterdir())[:COUNT]
images = {}
for file in files:
    image = cv2.imread(str(file), cv2.IMREAD_COLOR)
    images[file.name] = {name: told(fit(image)) for name, fit in FITS.items()}
path = Path(__file__).with_suffix(".json")
path.write_text(json.dumps({"opencv": cv2.__version__, "images": images}, indent=1) + "\n")
