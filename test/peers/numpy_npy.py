"""Records a float32 .npy file as NumPy writes it, for src/main/export/npy.test.ts.

    pip install numpy==2.4.6
    python test/peers/numpy_npy.py
"""

import io

import numpy as np

file = io.BytesIO()
np.save(file, np.array([[[0.5], [-1.25], [255]], [[1e-30], [3], [0.1]]], dtype="<f4"))
print(file.getvalue().hex())
