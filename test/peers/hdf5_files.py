"""Small HDF5 files with every kind of number, text and layout that a Keras file may have, and some that it has not.

Written by h5py 3.16.0. Run: python test/peers/hdf5_files.py test/corpus/hdf5
"""

import sys
from pathlib import Path

import h5py
import numpy as np

folder = Path(sys.argv[1])
for name, version in (("earliest", "earliest"), ("latest", "latest")):
    with h5py.File(folder / f"{name}.h5", "w", libver=version) as file:
        file.attrs["text"] = "a text – of any length"
        file.attrs["bytes"] = np.bytes_("fixed")
        file.attrs["empty"] = ""
        file.attrs["number"] = 3
        numbers = file.create_group("numbers")
        for dtype in ("f2", "f4", "f8", "i4", ">f4"):
            numbers.create_dataset(dtype, data=np.array([[1, -2, 0.5], [3, 4, -65504]]).astype(dtype))
        numbers.create_dataset("one", data=np.float32(7))
        numbers.create_dataset("none", shape=(0, 3), dtype="f4")
        deep = file.create_group("a/b/c")
        deep.create_dataset("deep", data=np.arange(3, dtype="f4"))
        if version == "earliest":
            many = file.create_group("many")
            for i in range(40):
                many.create_dataset(f"member {i:02d}", data=np.float32(i))
with h5py.File(folder / "chunked.h5", "w") as file:
    file.create_dataset("packed", data=np.zeros((8, 8), "f4"), chunks=(4, 4), compression="gzip")
print(h5py.version.version, h5py.version.hdf5_version)
