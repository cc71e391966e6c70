import { describe, expect, it } from 'vitest'
import { listedBlobs, summariseBlobs } from '../dialects.ts'
import type { Graph, Layer, Weights } from '../graph.ts'
import { graphOf, integers, node } from './graph-fixtures.ts'

const graph = (layers: Layer[], more: Partial<Graph> = {}): Graph => ({
  ...graphOf([3, 4, 4], layers),
  ...more,
})

const weights: Weights = new Map([
  ['conv/w', { shape: [5, 3, 1, 1], data: new Float32Array(15) }],
  ['fc/w', { shape: [5, 2], data: new Float32Array(10) }],
])
const names = (blobs: readonly { name: string }[]) => blobs.map(({ name }) => name)

describe('values that only repeat others', () => {
  const classifier = [
    node('Identity', ['image'], 'same'),
    node('Conv', ['same', 'conv/w'], 'conv'),
    node('Dropout', ['conv'], 'drop'),
    node('GlobalAveragePool', ['drop'], 'pool'),
    integers('flat/shape', [0, -1]),
    node('Reshape', ['pool', 'flat/shape'], 'flat'),
    node('Identity', ['flat'], 'flat again'),
    node('MatMul', ['flat again', 'fc/w'], 'scores'),
    node('Identity', ['scores'], 'end'),
  ]

  it('are not listed, though they can be named', () => {
    expect(names(listedBlobs(graph(classifier), weights))).toEqual(['same', 'conv', 'pool', 'scores', 'end'])
    expect(names(summariseBlobs(graph(classifier), weights))).toContain('flat again')
  })

  it('are listed where they are the output, or what the file names as its results', () => {
    expect(names(listedBlobs(graph(classifier), weights, 'flat again'))).toContain('flat again')
    const named = graph(classifier, { outputs: ['flat', 'end'] })
    expect(names(listedBlobs(named, weights))).toEqual(['same', 'conv', 'pool', 'flat', 'scores', 'end'])
  })

  it('are others where the order changes, or nothing else shows the numbers', () => {
    const layers = [
      node('Conv', ['image', 'conv/w'], 'conv'),
      node('Transpose', ['conv'], 'turned', { perm: [0, 2, 3, 1] }),
      // Its first axis is no batch, so what comes of it again is the first that can be chosen.
      integers('joined', [-1, 5]),
      node('Reshape', ['turned', 'joined'], 'rows'),
      integers('apart', [-1, 16, 5]),
      node('Reshape', ['rows', 'apart'], 'places'),
      node('Relu', ['places'], 'end'),
    ]
    expect(names(listedBlobs(graph(layers), weights))).toEqual(['conv', 'turned', 'places', 'end'])
  })
})

describe('a graph for a single image', () => {
  it('has no blobs that do not depend on it', () => {
    const large = 2 ** 22 + 1
    const layers = [
      integers('one image', [1, 48]),
      node('Reshape', ['image', 'one image'], 'row'),
      integers('spread', [1, large]),
      node('ConstantOfShape', ['spread'], 'ones'),
      node('Relu', ['ones'], 'more ones'),
      node('Relu', ['row'], 'end'),
    ]
    expect(names(summariseBlobs(graph(layers), weights))).toEqual(['row', 'end'])
  })
})
