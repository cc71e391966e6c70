import type { Graph, Layer } from '../graph.ts'

/** A node with one output, called after it. For tests, as the others. */
export const node = (type: string, bottoms: string[], top: string, params: Layer['params'] = {}): Layer => ({
  name: top,
  type,
  bottoms,
  tops: [top],
  params,
})

/** Integers that a node of their own makes. */
export const integers = (top: string, values: number[], shape = [values.length]): Layer =>
  node('Constant', [], top, { value: { type: 'int64', shape, values } })

/** Nodes of opset 17 that are given an image of channels, height and width, called so. */
export const graphOf = (shape: [number, number, number], layers: Layer[]): Graph => ({
  name: 'graph',
  dialect: { name: 'onnx', opset: 17 },
  input: { blob: 'image', shape },
  layers,
})
