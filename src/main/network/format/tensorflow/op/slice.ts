import { ownTensor, shapeOf } from '../../convert/tensor.ts'
import { type NodeCall, NodeFault, type Op } from './op.ts'

/** As far as an axis goes, from its end or its start. */
const everything = 2 ** 31 - 1

/** What is taken of one axis. */
interface Part {
  readonly axis: number
  readonly from: number
  readonly to: number
  readonly step: number
  /** One place, and the axis goes. */
  readonly gone: boolean
}

/**
 * What a strided slice takes of each axis it names, and where it adds axes to its result. Masks say by their bits which of its entries stand
 * for as many axes as there are left, for a new axis, for one place, or for an axis from its very start or to its very end.
 */
function readParts({ node, ...call }: Pick<NodeCall, 'node'> & { lists: readonly number[][]; rank: number }) {
  const has = (mask: string, entry: number) => ((node.integer(mask, 0) >> entry) & 1) === 1
  const [starts = [], ends = [], steps = []] = call.lists
  const entries = starts.map((_, entry) => entry)
  const named = entries.filter((entry) => !has('ellipsis_mask', entry) && !has('new_axis_mask', entry)).length
  const parts: Part[] = []
  const added: number[] = []
  let axis = 0
  let place = 0
  for (const entry of entries) {
    if (has('ellipsis_mask', entry)) {
      axis += call.rank - named
      place += call.rank - named
    } else if (has('new_axis_mask', entry)) {
      added.push(place++)
    } else {
      const part = readPart(axis++, entry)
      parts.push(part)
      if (!part.gone) place++
    }
  }
  return { parts, added }

  function readPart(axis: number, entry: number): Part {
    const step = steps[entry] ?? 1
    const gone = has('shrink_axis_mask', entry)
    const start = starts[entry] ?? 0
    if (gone) return { axis, from: start, to: start === -1 ? everything : start + 1, step: 1, gone }
    const [first, last] = step > 0 ? [0, everything] : [everything, -everything]
    return {
      axis,
      from: has('begin_mask', entry) ? first : start,
      to: has('end_mask', entry) ? last : (ends[entry] ?? last),
      step,
      gone,
    }
  }
}

const stridedSlice: Op = (call) => {
  const { graph, node, output } = call
  const { rank } = call.tensor(0)
  const { parts, added } = readParts({ node, rank, lists: [call.list(1), call.list(2), call.list(3)] })
  if (parts.some(({ axis, step }) => axis >= rank || step === 0))
    throw new NodeFault('it takes parts of axes that are not there')
  const list = (role: string, values: readonly number[]) => graph.integers(`${output}/${role}`, values)
  const gone = parts.filter((part) => part.gone).map(({ axis }) => axis)
  const bounds = [
    list(
      'starts',
      parts.map(({ from }) => from),
    ),
    list(
      'ends',
      parts.map(({ to }) => to),
    ),
    list(
      'axes',
      parts.map(({ axis }) => axis),
    ),
    list(
      'steps',
      parts.map(({ step }) => step),
    ),
  ]
  const further = [
    { type: 'Squeeze', axes: gone },
    { type: 'Unsqueeze', axes: added },
  ].filter(({ axes }) => axes.length > 0)
  const name = (left: number) => (left === 0 ? output : `${output}/part`)
  const part = graph.node('Slice', [call.own(0), ...bounds], {}, name(further.length))
  const made = further.reduce(
    (made, { type, axes }, i) => graph.node(type, [made, list(type, axes)], {}, name(further.length - 1 - i)),
    part,
  )
  return ownTensor(graph, made)
}

const slice: Op = (call) => {
  const { graph, output } = call
  const shape = shapeOf(graph, call.tensor(0))
  const [starts, sizes] = [call.list(1), call.list(2)]
  const ends = starts.map((start, axis) => {
    const size = sizes[axis] ?? -1
    const whole = size < 0 || (axis === 0 && start === 0 && size === shape[0])
    return whole ? everything : start + size
  })
  const list = (role: string, values: readonly number[]) => graph.integers(`${output}/${role}`, values)
  return ownTensor(
    graph,
    graph.node('Slice', [call.own(0), list('starts', starts), list('ends', ends)], {}, output),
  )
}

/** Parts of tensors. */
export const sliceOps: Readonly<Record<string, Op>> = { StridedSlice: stridedSlice, Slice: slice }
