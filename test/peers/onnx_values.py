"""Records what ONNX's reference evaluator makes of the nodes whose gradients are tried against finite differences.

    node test/peers/onnx-rows.ts | python test/peers/onnx_values.py    # onnx 1.19.1; writes test/golden/onnx-values.json

Values are kept to seven digits. Where the evaluator strays from the standard's text, NumPy or PyTorch 2.13.0 stands in
(`INSTEAD`); nodes that it cannot run (it lacks some old versions of operators) are kept with its reason in place of values.
"""

import json
import sys
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from onnx import TensorProto, helper
from onnx.reference import ReferenceEvaluator

TYPES = {"float32": np.float32, "int64": np.int64, "int32": np.int32, "bool": np.bool_, "float64": np.float64}


def array(value):
    return np.array(value["data"], TYPES[value["type"]]).reshape(value["shape"])


def softmax_of_rows(x):
    """Up to opset 12 all axes from `axis` on are one."""
    rows = x.reshape(x.shape[0], -1)
    powers = np.exp(rows - rows.max(1, keepdims=True))
    return (powers / powers.sum(1, keepdims=True)).reshape(x.shape)


def lrn(x, alpha, beta, bias):
    return F.local_response_norm(torch.from_numpy(x), 3, alpha, beta, bias).numpy()


def strided_convolution(x, weight, bias):
    return F.conv2d(F.pad(x, (0, 1, 0, 1)), weight, bias, stride=2).numpy()


INSTEAD = {
    # The evaluator puts the padding of SAME_UPPER elsewhere when strides leave an odd rest.
    "Conv strided, many channels": lambda x, *weights: strided_convolution(*map(torch.from_numpy, (x, *weights))),
    # It weighs windows that reach over the edge by what they miss.
    "LpPool padded, reaching over": lambda x: (F.avg_pool2d(F.pad(torch.from_numpy(x) ** 2, (0, 1, 1, 0)), 3, 2) * 9).sqrt().numpy(),
    # It sums over too few channels.
    "LRN": lambda x: lrn(x, 0.5, 0.75, 2.0),
    "LRN of another exponent": lambda x: lrn(x, 0.5, 0.5, 1.0),
    # It forgets the absolute value.
    "LpNormalization of sizes": lambda x: x / np.abs(x).sum(1, keepdims=True),
    # It knows axes of opset 13 only.
    "Softmax over all that follows": softmax_of_rows,
    "LogSoftmax over all that follows": lambda x: np.log(softmax_of_rows(x)),
    # It knows NumPy's broadcasting only.
    **{
        f"{name} from an axis on, as before opset 7": lambda x, y, function=function: function(x, y.reshape(3, 1, 1))
        for name, function in {"Add": np.add, "Mul": np.multiply, "Div": np.divide, "Pow": np.power}.items()
    },
    # "No reduction is applied, but other operations will be performed".
    "ReduceL1 no axis": np.abs,
    "ReduceL2 no axis": np.abs,
    "ReduceLogSum no axis": np.log,
}


def evaluated(row):
    if row["name"] in INSTEAD:
        return [INSTEAD[row["name"]](*(array(value) for value in row["inputs"] if value is not None))]
    given, names = {}, []
    for i, value in enumerate(row["inputs"]):
        names.append("" if value is None else f"x{i}")
        if value is not None:
            given[f"x{i}"] = array(value)
    made = [f"y{i}" for i in range(row["outputs"])]
    node = helper.make_node(row["operator"], names, made, **row["attributes"])
    graph = helper.make_graph(
        [node],
        "node",
        [helper.make_tensor_value_info(name, helper.np_dtype_to_tensor_dtype(x.dtype), x.shape) for name, x in given.items()],
        [helper.make_tensor_value_info(name, TensorProto.UNDEFINED, None) for name in made],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", row["opset"])])
    return ReferenceEvaluator(model).run(made, given)


def recorded(value):
    made = np.asarray(value)
    return {"shape": list(made.shape), "data": [float(f"{number:.7g}") for number in made.astype(float).ravel()]}


records = {}
for row in json.load(sys.stdin):
    try:
        records[row["name"]] = {"outputs": [recorded(value) for value in evaluated(row)]}
    except Exception as reason:  # whatever the evaluator lacks
        records[row["name"]] = {"lacks": f"{type(reason).__name__}: {str(reason).splitlines()[0][:120]}"}
        print(row["name"], records[row["name"]]["lacks"], file=sys.stderr)

out = Path(__file__).parent.parent / "golden" / "onnx-values.json"
lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(record, separators=(',', ':'))}" for name, record in records.items())
out.write_text("{\n" + lines + "\n}\n")
