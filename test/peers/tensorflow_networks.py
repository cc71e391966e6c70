"""Small TensorFlow.js models, and what TensorFlow makes of two images: the corpus in test/corpus/tensorflow.

TensorFlow.js' converter (Python) is not needed: this writes what it writes, from tensorflow-cpu 2.18.1 and tf_keras 2.18.0. Graph models are
frozen and optimised by TensorFlow's own grappler with the converter's passes; layers models are Keras 2's description and its variables.
Run: python test/peers/tensorflow_networks.py test/corpus/tensorflow
Each model is a folder NAME with model.json and its weights, and NAME.safetensors as in keras_networks.py.
"""

import json
import os
import sys
from pathlib import Path

os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"  # No operations of its own.

import numpy as np
import tensorflow as tf
import tf_keras
from google.protobuf import json_format
from keras_networks import activations, images, mobilenet, reference, resnet, seed_weights, sequential, shapes, write_safetensors
from tensorflow.core.protobuf import config_pb2, device_properties_pb2, meta_graph_pb2
from tensorflow.python.framework.convert_to_constants import convert_variables_to_constants_v2
from tensorflow.python.grappler import cluster, tf_optimizer
from tensorflow.python.training.saver import export_meta_graph

dtypes = {"float32": "float32", "int32": "int32", "bool": "bool", "int64": "int32"}


def quantised(array, kind):
    """The bytes, what the manifest says of them, and the numbers that they stand for (converters/quantization.py)."""
    if kind == "float16":
        small = array.astype("float16")
        return small, {"dtype": kind, "original_dtype": "float32"}, small.astype("float32")
    low, high = float(array.min()), float(array.max())
    levels = 255 if kind == "uint8" else 65535
    scale = (high - low) / levels or 1.0
    low = round(low / scale) * scale
    small = np.clip(np.round((array - low) / scale), 0, levels).astype(kind)
    return small, {"dtype": kind, "scale": scale, "min": low, "original_dtype": "float32"}, (small * np.float32(scale) + np.float32(low)).astype("float32")


def write_model(folder, model, arrays, kind=None, shard=None):
    folder.mkdir(parents=True, exist_ok=True)
    entries, parts = [], []
    for name, array in arrays.items():
        entry = {"name": name, "shape": list(array.shape), "dtype": dtypes[str(array.dtype)]}
        data = array.astype(entry["dtype"])
        if kind and entry["dtype"] == "float32" and array.ndim > 1:
            data, entry["quantization"], _ = quantised(array, kind)
        entries.append(entry)
        parts.append(np.ascontiguousarray(data).tobytes())
    data = b"".join(parts)
    size = shard or max(1, len(data))
    pieces = [data[at : at + size] for at in range(0, len(data), size)]
    paths = [f"group1-shard{i + 1}of{len(pieces)}.bin" for i in range(len(pieces))]
    for path, piece in zip(paths, pieces):
        (folder / path).write_bytes(piece)
    manifest = [{"paths": paths, "weights": entries}]
    (folder / "model.json").write_text(json.dumps({**model, "weightsManifest": manifest}))


def write_layers(folder, model, kind=None):
    config = {"class_name": model.__class__.__name__, "config": model.get_config()}
    topology = {"model_config": json.loads(json.dumps(config, default=str)), "keras_version": "2.18.0", "backend": "tensorflow"}
    arrays = {v.name.removesuffix(":0"): v.numpy() for v in model.weights if "seed" not in v.name}
    write_model(folder, {"format": "layers-model", "modelTopology": topology}, arrays, kind)


def frozen(function, shape):
    concrete = tf.function(function).get_concrete_function(tf.TensorSpec(shape, tf.float32, name="image"))
    concrete = convert_variables_to_constants_v2(concrete, aggressive_inlining=True)
    graph_def = concrete.graph.as_graph_def()
    with tf.Graph().as_default() as graph:
        tf.graph_util.import_graph_def(graph_def, name="")
        signature = meta_graph_pb2.SignatureDef()
        for tensor in concrete.inputs:
            signature.inputs[tensor.op.name].CopyFrom(tf.compat.v1.saved_model.utils.build_tensor_info(graph.get_tensor_by_name(tensor.name)))
        for tensor in concrete.outputs:
            signature.outputs[tensor.op.name].CopyFrom(tf.compat.v1.saved_model.utils.build_tensor_info(graph.get_tensor_by_name(tensor.name)))
        meta = export_meta_graph(graph_def=graph_def, graph=graph)
        meta.signature_def["serving_default"].CopyFrom(signature)
    config = config_pb2.ConfigProto()
    rewrite = config.graph_options.rewrite_options
    rewrite.optimizers[:] = ["debug_stripper", "constfold", "dependency", "remap"]
    for node in meta.graph_def.node:
        node.device = "/device:CPU:0"
    cpu = device_properties_pb2.NamedDevice(name="/CPU:0")
    cpu.properties.type = "CPU"
    cpu.properties.environment.update({"architecture": "4"})
    optimised = tf_optimizer.OptimizeGraph(config, meta, cluster=cluster.Cluster(devices=[cpu]))
    for node in optimised.node:
        node.device = ""
    return optimised, signature


def write_graph(folder, function, shape, kind=None, shard=None):
    graph_def, signature = frozen(function, shape)
    arrays = {}
    for node in graph_def.node:
        if node.op == "Const":
            arrays[node.name] = tf.make_ndarray(node.attr["value"].tensor)
            node.attr["value"].ClearField("tensor")
    topology = json_format.MessageToDict(graph_def)
    topology.pop("library", None)
    model = {"format": "graph-model", "generatedBy": tf.__version__, "signature": json_format.MessageToDict(signature), "modelTopology": topology}
    write_model(folder, model, arrays, kind, shard)
    return sorted({node["op"] for node in topology["node"]})


def oddities(random):
    """Operations that Keras' layers do not make."""

    def numbers(*shape, scale=0.4):
        return tf.constant(random.normal(0, scale, shape).astype("float32"))

    kernels = [numbers(3, 3, 3, 6), numbers(3, 3, 6, 1), numbers(1, 1, 6, 8), numbers(2, 2, 5, 8)]
    variance = tf.constant(random.uniform(0.5, 1.5, 6).astype("float32"))
    mean, bias, scale = numbers(6), numbers(6), numbers(6)
    head = numbers(20, 4)

    def network(x):
        x = tf.pad(x, [[0, 0], [1, 0], [2, 1], [0, 0]], mode="REFLECT")
        x = tf.nn.leaky_relu(tf.nn.conv2d(x, kernels[0], 1, [[0, 0], [1, 0], [0, 1], [0, 0]]) + bias, 0.1)
        x = (x - mean) * tf.math.rsqrt(variance + 1e-3) * scale
        x = tf.raw_ops.SpaceToBatchND(input=x, block_shape=[2, 2], paddings=[[2, 3], [2, 2]])
        x = tf.nn.depthwise_conv2d(x, kernels[1], [1, 1, 1, 1], "VALID")
        x = tf.nn.bias_add(x, bias)
        x = tf.raw_ops.BatchToSpaceND(input=x, block_shape=[2, 2], crops=[[0, 1], [0, 0]])
        x = tf.nn.relu6(3.0 * x)[:, 1:, 1:]
        shape = tf.shape(x)
        y = tf.nn.conv2d(x, kernels[2], 2, "SAME")
        y = tf.nn.conv2d_transpose(y, kernels[3], tf.stack([shape[0], shape[1], shape[2], 5]), 2, "SAME")
        a, b = tf.split(y[..., :4], 2, axis=3)
        a = tf.image.resize(a, (9, 7))
        b = tf.compat.v1.image.resize_nearest_neighbor(b, (9, 7))
        c = tf.compat.v1.image.resize_bilinear(b, (9, 7), align_corners=True)
        x = tf.math.squared_difference(a, b) + tf.maximum(c, 0.1) / (2.0 + tf.square(a))
        x = tf.nn.local_response_normalization(x, 2, 1.0, 0.1, 0.75)
        x = tf.transpose(x, [0, 2, 1, 3])
        x = 1.0 - tf.clip_by_value(x, -0.5, 0.6)
        z = tf.reduce_max(x, axis=[1, 2], keepdims=True)
        x = tf.nn.elu(x * tf.sigmoid(z))
        x = tf.expand_dims(tf.reduce_mean(x, axis=1), 1)
        x = tf.squeeze(x, [1])
        w = tf.linalg.matmul(x, x, transpose_b=True)
        x = tf.nn.softmax(w, axis=-1)[:, 2:, 1:-1]
        x = tf.reshape(x, [tf.shape(x)[0], 7, 7])
        x = tf.stack([tf.reduce_sum(x, 1), tf.reduce_min(x, 2)], axis=2)
        x = tf.concat([tf.reshape(x, [-1, 14]), tf.reduce_mean(w, [1])[:, :6]], 1)
        return tf.nn.softmax(tf.matmul(x, head) + [0.1, 0.2, 0.3, 0.4])

    return network


def unique(k):
    """Layers models know variables by their layer's name alone."""
    return mobilenet(k, unique=True)


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    seen = set()
    for builder, kind, shard in ((sequential, None, 1000), (activations, None, None), (shapes, None, None), (unique,  "uint16", None), (resnet, "float16", None)):
        tf_keras.utils.set_random_seed(1)
        tf_keras.backend.clear_session()
        random = np.random.RandomState(7)
        model = builder(tf_keras)
        seed_weights(model, random)
        if kind:
            for variable in model.weights:
                if len(variable.shape) > 1:
                    variable.assign(quantised(variable.numpy(), kind)[2])
        label = "mobilenet" if builder is unique else builder.__name__
        name = f"{label}-graph"
        given = images(model, random)
        write_safetensors(folder / f"{name}.safetensors", reference(model, given, random))
        shape = [None, *model.inputs[0].shape[1:]]
        seen |= set(write_graph(folder / name, lambda x: model(x, training=False), shape, None if kind == "uint16" else kind, shard))
        if builder in (sequential, unique):
            write_layers(folder / f"{label}-layers", model, kind or "uint8")
            for variable in model.weights:
                if len(variable.shape) > 1 and "seed" not in variable.name:
                    variable.assign(quantised(variable.numpy(), kind or "uint8")[2])
            write_safetensors(folder / f"{label}-layers.safetensors", reference(model, given, random))
    random = np.random.RandomState(3)
    network = oddities(random)
    x = random.uniform(-1, 1, (2, 11, 10, 3)).astype("float32")
    write_safetensors(folder / "oddities-graph.safetensors", reference(lambda x, training: network(x), x, random))
    seen |= set(write_graph(folder / "oddities-graph", network, [None, 11, 10, 3]))
    print(sorted(seen))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
