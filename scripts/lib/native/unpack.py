"""Unpacks the members of a wheel that begin with one of the given paths: unpack.py WHEEL FOLDER PATH..."""

import sys
import zipfile

wheel, folder, keep = sys.argv[1], sys.argv[2], tuple(sys.argv[3:])
with zipfile.ZipFile(wheel) as archive:
    members = [name for name in archive.namelist() if name.startswith(keep)]
    if not members:
        sys.exit("it holds none of the files that are looked for")
    for member in members:
        archive.extract(member, folder)
