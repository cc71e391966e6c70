"""Records what OpenCV's bilinear resize makes of a pattern, for src/main/dataset/bilinear.test.ts.

    pip install opencv-python-headless==5.0.0.93 numpy
    python test/peers/opencv_resize.py > test/peers/opencv_resize.json
"""

import hashlib
import json

import cv2
import numpy as np

CASES = [
    ((5, 7), (3, 4), 3),
    ((3, 4), (7, 9), 3),
    ((8, 8), (4, 4), 3),
    ((1, 1), (3, 2), 1),
    ((2, 9), (5, 2), 1),
    ((64, 48), (227, 227), 3),
    ((375, 500), (256, 256), 3),
    ((500, 333), (256, 256), 3),
    ((512, 512), (256, 256), 3),
    ((1023, 769), (112, 112), 1),
]


def pattern(height, width, channels):
    """Cheap to repeat elsewhere, with every value, edges and no period that a resize could hide."""
    y, x, c = np.meshgrid(np.arange(height), np.arange(width), np.arange(channels), indexing="ij")
    return ((y * 31 + x * 17 + c * 101 + (x * y) % 7 * 13 + (x * x + 3 * y * y) % 251) % 256).astype(np.uint8)


cases = []
for source, target, channels in CASES:
    resized = cv2.resize(pattern(*source, channels), target[::-1], interpolation=cv2.INTER_LINEAR)
    case = {"from": source, "to": target, "channels": channels}
    case["sha256"] = hashlib.sha256(resized.tobytes()).hexdigest()
    if resized.size <= 64:
        case["pixels"] = resized.ravel().tolist()
    cases.append(case)
print(json.dumps({"opencv": cv2.__version__, "cases": cases}, indent=1))
