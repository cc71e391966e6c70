"""Small Keras networks with seeded weights, and what Keras makes of two images: the corpus in test/corpus/keras.

Recorded with keras 3.15.1, tf_keras 2.18.0 (Keras 2's files), tensorflow-cpu 2.18.1.
Run: python test/peers/keras_networks.py test/corpus/keras
Each network is NAME.keras or NAME.h5; NAME.safetensors has input, output, seed and gradient (of the sum of seed x output by the input).
"""

import json
import struct
import sys
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf
import tf_keras
from keras.src.applications.convnext import LayerScale, StochasticDepth


def write_safetensors(path, arrays):
    header, offset = {}, 0
    for name, array in arrays.items():
        header[name] = {"dtype": "F32", "shape": list(array.shape), "data_offsets": [offset, offset + array.nbytes]}
        offset += array.nbytes
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + b"".join(a.tobytes() for a in arrays.values()))


def seed_weights(model, random):
    for variable in model.weights:
        shape = tuple(variable.shape)
        name = variable.name if "/" not in variable.name else variable.name.rsplit("/", 1)[1]
        if "count" in name or "seed" in name:
            continue
        if "variance" in name or "gamma" in name:
            value = random.uniform(0.5, 1.5, shape)
        elif len(shape) >= 2:
            value = random.normal(0, 1.2 / np.sqrt(np.prod(shape[:-1])), shape)
        else:
            value = random.normal(0, 0.1, shape)
        variable.assign(value.astype("float32"))
    for layer in model.layers:
        if hasattr(layer, "finalize_state"):
            layer.finalize_state()


def images(model, random):
    shape = tuple(model.inputs[0].shape)[1:]
    return random.uniform(-1, 1, (2, *(16 if size is None else size for size in shape))).astype("float32")


def reference(model, x, random):
    given = tf.constant(x)
    with tf.GradientTape() as tape:
        tape.watch(given)
        y = model(given, training=False)
        seed = random.uniform(-1, 1, y.shape).astype("float32")
        loss = tf.reduce_sum(y * seed)
    return {"input": x, "output": y.numpy(), "seed": seed, "gradient": tape.gradient(loss, given).numpy()}


def sequential(k):
    layers = k.layers
    return k.Sequential(
        [
            layers.Input((17, 14, 3)),
            layers.Rescaling(1 / 2, 0.1),
            layers.Conv2D(6, 3, padding="same", activation="relu", name="conv1"),
            layers.MaxPooling2D(2),
            layers.RandomFlip("horizontal"),
            layers.Conv2D(8, 3, strides=2, padding="same", use_bias=False, name="conv2"),
            layers.BatchNormalization(),
            layers.Activation("elu"),
            layers.Flatten(),
            layers.Dense(12, activation="tanh"),
            layers.Dropout(0.5),
            layers.Dense(5, activation="softmax", name="scores"),
        ],
        name="little",
    )


def convolutions(k):
    layers = k.layers
    x = image = layers.Input((16, 15, 3))
    x = layers.Conv2D(4, (3, 5), dilation_rate=2, padding="same", activation="tanh")(x)
    a = layers.Conv2D(8, 3, groups=2, strides=2, padding="same")(x)
    b = layers.DepthwiseConv2D(3, strides=2, depth_multiplier=2, padding="same", activation="sigmoid")(x)
    c = layers.SeparableConv2D(8, 4, strides=2, padding="same", depth_multiplier=2)(x)
    x = layers.Concatenate()([a, b, c])
    a = layers.Conv2DTranspose(3, 3, strides=2, padding="same")(x)
    b = layers.Conv2DTranspose(2, 2, strides=3, padding="valid")(x)
    c = layers.Conv2DTranspose(2, 5, strides=2, padding="valid", use_bias=False)(x)
    pooled = [layers.GlobalAveragePooling2D()(layers.Activation("tanh")(y)) for y in (a, b, c)]
    return k.Model(image, layers.Dense(4)(layers.Concatenate()(pooled)), name="convolutions")


def activations(k):
    layers = k.layers
    image = layers.Input((6, 5, 3))
    x = layers.Conv2D(4, 1)(image)
    names = "relu relu6 elu selu sigmoid hard_sigmoid tanh softplus softsign exponential softmax swish gelu mish".split()
    if k is keras:
        names += ["log_softmax", "hard_silu", "leaky_relu"]
    slope = "negative_slope" if k is keras else "alpha"
    made = [layers.Activation(name)(x) for name in names]
    made += [
        layers.ReLU(max_value=0.5)(x),
        layers.ReLU(max_value=0.5, negative_slope=0.2)(x),
        layers.LeakyReLU(**{slope: 0.15})(x),
        layers.PReLU()(x),
        layers.PReLU(shared_axes=[1, 2])(x),
        layers.ELU(0.7)(x),
        layers.Softmax(axis=1)(x),
    ]
    return k.Model(image, layers.Conv2D(3, 2)(layers.Concatenate()(made)), name="activations")


def merges(k):
    layers = k.layers
    image = layers.Input((6, 6, 3))
    a, b, c = (layers.Conv2D(4, 3)(image) for _ in range(3))
    made = [
        layers.Add()([a, b, c]),
        layers.Subtract()([a, b]),
        layers.Multiply()([a, b, c]),
        layers.Average()([a, b, c]),
        layers.Maximum()([a, b]),
        layers.Minimum()([b, c]),
    ]
    x = layers.Concatenate(axis=1)(made[:3])
    y = layers.Concatenate(axis=2)(made[3:])
    y = layers.Reshape((12, 4, 4))(y)
    x = layers.Concatenate(axis=-1)([x, y])
    gate = layers.GlobalAveragePooling2D()(x)
    gate = layers.Dense(8, activation="sigmoid")(layers.Reshape((1, 1, 8))(gate))
    x = layers.Multiply()([x, gate])
    return k.Model(image, layers.Dense(3)(layers.GlobalMaxPooling2D()(x)), name="merges")


def shapes(k):
    layers = k.layers
    image = layers.Input((7, 6, 3))
    x = layers.ZeroPadding2D(((1, 0), (2, 3)))(image)
    x = layers.Conv2D(4, 3)(x)
    x = layers.Cropping2D(((1, 0), (0, 1)))(x)
    a = layers.UpSampling2D(2)(x)
    b = layers.UpSampling2D((2, 2), interpolation="bilinear")(x)
    x = layers.Concatenate()([a, b])
    x = layers.Permute((2, 1, 3))(x)
    x = layers.AveragePooling2D(3, strides=2, padding="same")(x)
    x = layers.MaxPooling2D((2, 3), strides=(1, 2), padding="same")(x)
    x = layers.Resizing(5, 4)(x) if k is keras else x
    x = layers.Dense(6, activation="relu")(x)
    x = layers.Reshape((-1, 3))(x)
    x = layers.Dense(2, use_bias=False)(x)
    return k.Model(image, layers.Dense(4)(layers.Flatten()(x)), name="shapes")


def normalisations(k):
    layers = k.layers
    image = layers.Input((6, 5, 3))
    x = layers.Normalization(mean=[0.1, 0.2, 0.3], variance=[0.5, 0.6, 0.7])(image)
    x = layers.Conv2D(4, 3, padding="same")(x)
    a = layers.BatchNormalization(scale=False, epsilon=1e-2)(x)
    b = layers.BatchNormalization(center=False)(x)
    c = layers.LayerNormalization()(x)
    d = layers.LayerNormalization(axis=[1, 2, 3], center=False)(x)
    e = layers.Normalization()(x)
    f = layers.Rescaling([1.0, 2.0, 3.0, 4.0], [0.1, 0.2, 0.3, 0.4])(x)
    made = [a, b, c, d, e, f]
    if k is keras:
        made.append(StochasticDepth(0.5)(LayerScale(0.5, 4)(x)))
    x = layers.Flatten()(layers.Concatenate()(made))
    x = layers.BatchNormalization()(layers.Dense(5)(x))
    return k.Model(image, layers.LayerNormalization()(x), name="normalisations")


def mobilenet(k, unique=False):
    """Inverted residuals as MobileNetV2's, with a preparation nested in front, for images of any size."""
    layers = k.layers
    image = layers.Input((None, None, 3))
    prepare = k.Sequential([layers.Input((None, None, 3)), layers.Rescaling(2.0, -0.1)], name="prepare")
    x = layers.Conv2D(8, 3, strides=2, padding="same", use_bias=False, name="Conv1")(prepare(image))
    x = layers.ReLU(6.0)(layers.BatchNormalization(momentum=0.9)(x))
    for block in range(2):
        inner = layers.Input((None, None, 8))
        own = f"{block}_" if unique else ""
        y = layers.Conv2D(24, 1, use_bias=False, name=f"{own}expand")(inner)
        y = layers.ReLU(6.0)(layers.BatchNormalization(name=f"{own}expand_BN")(y))
        y = layers.DepthwiseConv2D(3, padding="same", use_bias=False, name=f"{own}depthwise")(y)
        y = layers.ReLU(6.0)(layers.BatchNormalization(name=f"{own}depthwise_BN")(y))
        y = layers.BatchNormalization(name=f"{own}project_BN")(layers.Conv2D(8, 1, use_bias=False, name=f"{own}project")(y))
        x = layers.Add(name=f"add_{block}")([x, k.Model(inner, y, name=f"block_{block}")(x)])
    x = layers.GlobalAveragePooling2D(keepdims=True)(x)
    return k.Model(image, layers.Dense(6, activation="softmax")(layers.Flatten()(x)), name="mobilenet_small")


def resnet(k):
    """Two residual blocks, a layer that is used twice, and arithmetic between tensors."""
    layers = k.layers
    image = layers.Input((12, 12, 3))
    x = (image / 2.0 - 0.25) * 1.5
    x = layers.Conv2D(6, 3, strides=2, padding="same")(layers.ZeroPadding2D(1)(x))
    shared = layers.Conv2D(6, 3, padding="same", name="shared")
    for _ in range(2):
        y = layers.Activation("relu")(layers.BatchNormalization()(shared(x)))
        y = layers.BatchNormalization()(layers.Conv2D(6, 3, padding="same")(y))
        x = layers.Activation("relu")(x + y)
    return k.Model(image, layers.Dense(3)(layers.GlobalAveragePooling2D()(x)), name="residual")


def channels_first(k):
    layers = k.layers
    image = layers.Input((3, 9, 8))
    first = {"data_format": "channels_first"}
    x = layers.Conv2D(4, 3, padding="same", **first)(image)
    x = layers.BatchNormalization(axis=1)(x)
    x = layers.Concatenate(axis=1)([layers.MaxPooling2D(2, **first)(x), layers.AveragePooling2D(2, **first)(x)])
    x = layers.PReLU(shared_axes=[2, 3])(layers.ZeroPadding2D(1, **first)(x))
    return k.Model(image, layers.Dense(3)(layers.Flatten(**first)(x)), name="first")


builders = [sequential, convolutions, activations, merges, shapes, normalisations, mobilenet, resnet, channels_first]

both = [sequential, mobilenet, resnet]


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    for builder in builders:
        for k, label, endings in ((keras, "", (".keras", ".h5") if builder in both else (".keras",)), (tf_keras, "2", (".h5",))):
            if label and builder is channels_first:
                continue  # Keras 2 does not run these on a CPU.
            k.utils.set_random_seed(1)
            k.backend.clear_session()
            random = np.random.RandomState(7)
            name = builder.__name__ + label
            model = builder(k)
            seed_weights(model, random)
            write_safetensors(folder / f"{name}.safetensors", reference(model, images(model, random), random))
            for ending in endings:
                model.save(folder / f"{name}{ending}")
    text = keras.Sequential([keras.layers.Input((8, 8, 3)), keras.layers.Lambda(lambda x: x * 2), keras.layers.Flatten()])
    text.save(folder / "lambda.keras")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
