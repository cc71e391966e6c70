import { beforeAll, describe, expect, it } from 'vitest'
import { startBackend } from '../../../../tensor/backend.ts'
import * as tf from '../../../../tensor/tf.ts'
import { compile } from '../../../dialects.ts'
import { bufferBytes } from '../../byte-source.ts'
import { assembled } from '../../convert/assemble.ts'
import { readTensorflow } from '../../tensorflow-format.ts'

/** A constant of a graph: floats, or whole numbers. */
interface Given {
  readonly shape: readonly number[]
  readonly whole?: readonly number[]
}

type Attributes = Readonly<Record<string, unknown>>
interface Row {
  readonly op: string
  readonly about?: string
  /** Inputs: `x`, the image of 6 × 5 with three channels, `x4`, the same four times over, or constants. */
  readonly inputs?: readonly ('x' | 'x4' | Given)[]
  readonly attr?: Attributes
  /** Another output than the first. */
  readonly output?: number
}

const floats = (...shape: number[]): Given => ({ shape })
const whole = (...values: number[]): Given => ({ shape: [values.length], whole: values })
const one = (value: number): Given => ({ shape: [], whole: [value] })
const text = (value: string) => ({ s: Buffer.from(value).toString('base64') })
const texts = (...values: string[]) => ({
  list: { s: values.map((value) => Buffer.from(value).toString('base64')) },
})
const list = (...values: number[]) => ({ list: { i: values.map(String) } })
const same = { strides: list(1, 2, 2, 1), padding: text('SAME'), dilations: list(1, 1, 1, 1) }
const float = { T: { type: 'DT_FLOAT' } }

const rows: readonly Row[] = [
  ...['Relu', 'Relu6', 'Elu', 'Selu', 'Sigmoid', 'Tanh', 'Softplus', 'Softmax', 'LogSoftmax'].map((op) => ({
    op,
  })),
  ...['Exp', 'Square', 'Neg', 'Abs', 'Erf', 'Floor', 'Ceil', 'Round', 'Sign', 'Sin', 'Cos', 'Reciprocal'].map(
    (op) => ({ op }),
  ),
  { op: 'LeakyRelu', attr: { alpha: { f: 0.3 } } },
  { op: 'Prelu', inputs: ['x', floats(3)] },
  { op: 'ClipByValue', inputs: ['x', { shape: [] }, { shape: [1] }] },
  ...['Add', 'AddV2', 'Sub', 'Mul', 'RealDiv', 'Maximum', 'Minimum', 'SquaredDifference', 'BiasAdd'].map(
    (op) => ({
      op,
      inputs: ['x', floats(3)] as const,
    }),
  ),
  { op: 'Sub', about: 'numbers first', inputs: [floats(5, 3), 'x'] },
  { op: 'RealDiv', about: 'numbers first', inputs: [floats(), 'x'] },
  { op: 'Mul', about: 'by all axes', inputs: ['x', floats(1, 6, 1, 3)] },
  { op: 'AddN', inputs: ['x', 'x', 'x'], attr: { N: { i: '3' } } },
  { op: 'Conv2D', inputs: ['x', floats(3, 2, 3, 4)], attr: same },
  {
    op: 'Conv2D',
    about: 'dilated',
    inputs: ['x', floats(2, 2, 3, 4)],
    attr: { ...same, strides: list(1, 1, 1, 1), dilations: list(1, 2, 2, 1) },
  },
  {
    op: '_FusedConv2D',
    inputs: ['x', floats(3, 3, 3, 4), floats(4)],
    attr: { ...same, fused_ops: texts('BiasAdd', 'Relu6'), num_args: { i: '1' } },
  },
  {
    op: '_FusedConv2D',
    about: 'with slopes',
    inputs: ['x', floats(3, 3, 3, 4), floats(4), floats(4)],
    attr: { ...same, fused_ops: texts('BiasAdd', 'Prelu'), num_args: { i: '2' } },
  },
  {
    op: '_FusedConv2D',
    about: 'with a leaky ReLU',
    inputs: ['x', floats(1, 1, 3, 4), floats(4)],
    attr: {
      ...same,
      fused_ops: texts('BiasAdd', 'LeakyRelu'),
      num_args: { i: '1' },
      leakyrelu_alpha: { f: 0.15 },
    },
  },
  { op: 'DepthwiseConv2dNative', inputs: ['x', floats(3, 3, 3, 2)], attr: same },
  {
    op: 'FusedDepthwiseConv2dNative',
    inputs: ['x', floats(3, 3, 3, 2), floats(6)],
    attr: { ...same, fused_ops: texts('BiasAdd', 'Elu'), num_args: { i: '1' } },
  },
  { op: 'MaxPool', attr: { ksize: list(1, 3, 2, 1), strides: list(1, 2, 2, 1), padding: text('SAME') } },
  { op: 'AvgPool', attr: { ksize: list(1, 2, 3, 1), strides: list(1, 1, 2, 1), padding: text('SAME') } },
  {
    op: 'MaxPool',
    about: 'valid',
    attr: { ksize: list(1, 2, 2, 1), strides: list(1, 2, 2, 1), padding: text('VALID') },
  },
  {
    op: 'FusedBatchNormV3',
    inputs: ['x', floats(3), floats(3), floats(3), { shape: [3], whole: [1, 2, 3] }],
    attr: { epsilon: { f: 0.01 }, is_training: { b: false } },
  },
  { op: 'LRN', attr: { depth_radius: { i: '1' }, bias: { f: 1 }, alpha: { f: 0.2 }, beta: { f: 0.6 } } },
  ...['Mean', 'Max', 'Min', 'Sum', 'Prod'].flatMap((op) => [
    { op, inputs: ['x', whole(1, 2)] as const },
    { op, about: 'kept', inputs: ['x', whole(-1)] as const, attr: { keep_dims: { b: true } } },
    { op, about: 'of channels', inputs: ['x', whole(3)] as const },
  ]),
  { op: 'ConcatV2', inputs: ['x', 'x', one(-1)], attr: { N: { i: '2' } } },
  { op: 'ConcatV2', about: 'of rows', inputs: ['x', 'x', one(1)], attr: { N: { i: '2' } } },
  { op: 'Pack', inputs: ['x', 'x'], attr: { axis: { i: '1' }, N: { i: '2' } } },
  { op: 'PadV2', inputs: ['x', { shape: [4, 2], whole: [0, 0, 1, 2, 0, 3, 0, 1] }, { shape: [] }] },
  {
    op: 'MirrorPad',
    inputs: ['x', { shape: [4, 2], whole: [0, 0, 1, 2, 0, 3, 0, 0] }],
    attr: { mode: text('REFLECT') },
  },
  { op: 'Transpose', inputs: ['x', whole(0, 2, 3, 1)] },
  { op: 'ExpandDims', inputs: ['x', one(2)] },
  { op: 'Slice', inputs: ['x', whole(0, 1, 2, 0), whole(-1, 4, 2, -1)] },
  {
    op: 'StridedSlice',
    inputs: ['x', whole(0, -2, 4), whole(0, 0, 0), whole(1, 1, -2)],
    attr: { begin_mask: { i: '1' }, end_mask: { i: '5' }, shrink_axis_mask: { i: '2' } },
  },
  {
    op: 'StridedSlice',
    about: 'of the last axis, and a new one',
    inputs: ['x', whole(0, 0, 1), whole(0, 0, 3), whole(1, 1, 1)],
    attr: { ellipsis_mask: { i: '1' }, new_axis_mask: { i: '2' } },
  },
  { op: 'Split', inputs: [one(3), 'x'], attr: { num_split: { i: '3' } }, output: 2 },
  { op: 'SplitV', inputs: ['x', whole(2, 4), one(1)], attr: { num_split: { i: '2' } }, output: 1 },
  { op: 'Tile', inputs: ['x', whole(1, 2, 1, 2)] },
  { op: 'GatherV2', inputs: ['x', whole(2, 0), one(3)] },
  {
    op: 'DepthToSpace',
    inputs: ['x4'],
    attr: { block_size: { i: '2' }, data_format: text('NHWC') },
  },
  ...[false, true].flatMap((corners) =>
    [false, true].flatMap((centres) =>
      corners && centres
        ? []
        : ['ResizeBilinear', 'ResizeNearestNeighbor'].map((op) => ({
            op,
            about: corners ? 'by corners' : centres ? 'by centres' : 'by upper left corners',
            inputs: ['x', whole(9, 3)] as const,
            attr: { align_corners: { b: corners }, half_pixel_centers: { b: centres } },
          })),
    ),
  ),
]

/** Numbers of either sign without a pattern, those of constants positive: they are variances and divisors too. */
const numbers = (count: number, phase: number) =>
  Float32Array.from({ length: count }, (_, i) => 1.1 + Math.sin(i * 1.7 + phase))
const image = Float32Array.from({ length: 2 * 6 * 5 * 3 }, (_, i) => 1.3 * Math.sin(i * 2.3 + 0.4))

/** A model of one operation, whose result is laid out in a row an image. */
function modelOf({ op, inputs = ['x'], attr = {}, output = 0 }: Row, length: number) {
  const constants = inputs.flatMap((input, i) =>
    typeof input === 'string' ? [] : [{ name: `c${i}`, given: input }],
  )
  const rowShape = { name: 'row', given: { shape: [2], whole: [-1, length] } }
  const times = { name: 'times', given: { shape: [4], whole: [1, 1, 1, 4] } }
  const all = [...constants, times, rowShape]
  const own = new Set(['times', 'row'])
  const floating = op === 'FusedBatchNormV3'
  const dtype = ({ whole }: Given) =>
    whole === undefined || floating ? ('float32' as const) : ('int32' as const)
  const dtypes = { float32: { type: 'DT_FLOAT' }, int32: { type: 'DT_INT32' } }
  const node = [
    {
      name: 'x',
      op: 'Placeholder',
      attr: {
        dtype: dtypes.float32,
        shape: { shape: { dim: [-1, 6, 5, 3].map((size) => ({ size: String(size) })) } },
      },
    },
    ...all.map(({ name, given }) => ({
      name,
      op: 'Const',
      attr: { dtype: dtypes[own.has(name) ? 'int32' : dtype(given)] },
    })),
    { name: 'x4', op: 'Tile', input: ['x', 'times'], attr: float },
    {
      name: 'y',
      op,
      input: inputs.map((input, i) => (typeof input === 'string' ? input : `c${i}`)),
      attr: { ...float, ...attr },
    },
    { name: 'z', op: 'Reshape', input: [output === 0 ? 'y' : `y:${output}`, 'row'], attr: float },
  ]
  const bytes = all.map(({ name, given }, i) => {
    const count = given.shape.reduce((product, size) => product * size, 1)
    if (given.whole === undefined) return Buffer.from(numbers(count, i).buffer)
    return Buffer.from(
      (!own.has(name) && floating ? Float32Array.from(given.whole) : Int32Array.from(given.whole)).buffer,
    )
  })
  const weights = all.map(({ name, given }) => ({
    name,
    shape: [...given.shape],
    dtype: own.has(name) ? ('int32' as const) : dtype(given),
  }))
  return {
    topology: { node, library: {}, versions: { producer: 1645 } },
    weights,
    bytes: Buffer.concat(bytes),
  }
}

/** What TensorFlow.js makes of the image: of the operation's result, the numbers in a row. */
async function expected(row: Row): Promise<Float32Array> {
  const { topology, weights, bytes } = modelOf(row, -1)
  const weightData = new Uint8Array(bytes).buffer
  const model = await tf.loadGraphModel({
    load: async () => ({ modelTopology: topology, weightSpecs: weights, weightData }),
  })
  const name = row.output ? `y:${row.output}` : 'y'
  const made = model.execute({ x: tf.tensor4d(image, [2, 6, 5, 3]) }, name)
  if (Array.isArray(made)) throw new Error('one output was expected')
  const values = made.dataSync()
  model.dispose()
  return Float32Array.from(values)
}

function ours(row: Row, length: number): Float32Array {
  const { topology, weights, bytes } = modelOf(row, length)
  const json = { modelTopology: topology, weightsManifest: [{ paths: ['w'], weights }] }
  const data = readTensorflow(
    JSON.stringify(json),
    () => bufferBytes(bytes),
    { file: 'model.json', title: 'model' },
    (file, network) => assembled(file, network, undefined),
  )
  const program = compile(data.graph, data.weights)
  program.prepare(['z'], 2)
  const values = tf.tidy(() => program.evaluate(['z'], tf.tensor4d(image, [2, 6, 5, 3]))[0]?.dataSync())
  program.dispose()
  return Float32Array.from(values ?? [])
}

describe('a TensorFlow operation', () => {
  beforeAll(async () => {
    await startBackend()
  })

  it.each(rows.map((row) => [`${row.op}${row.about === undefined ? '' : `, ${row.about}`}`, row] as const))(
    'gives what TensorFlow.js gives: %s',
    async (_, row) => {
      const values = await expected(row)
      const made = ours(row, values.length / 2)
      expect(made.length).toBe(values.length)
      const most = Math.max(...values.map(Math.abs))
      const difference = Math.max(...made.map((value, i) => Math.abs(value - (values[i] ?? 0))))
      expect(difference / most).toBeLessThan(3e-6)
    },
  )
})
