import type { LayerSummary } from '../../contract/network.ts'
import { caffeBlobs } from './blobs.ts'
import { caffeProgram } from './caffe-program.ts'
import type { Graph, Weights } from './graph.ts'
import { onnxBlobs } from './onnx/onnx-blobs.ts'
import { onnxProgram } from './onnx/onnx-program.ts'
import { repeats } from './onnx/repeats.ts'
import type { Program } from './program.ts'

/** A graph's program, by its dialect. Weights are uploaded as they are first needed. Throws `NetworkFileError`. */
export function compile(graph: Graph, weights: Weights): Program {
  return graph.dialect === undefined ? caffeProgram(graph, weights) : onnxProgram(graph, weights)
}

/** Every blob that a network can be run to, in the order they are made. Throws `NetworkFileError` naming layer and reason. */
export function summariseBlobs(graph: Graph, weights: Weights): readonly LayerSummary[] {
  return graph.dialect === undefined ? caffeBlobs(graph) : onnxBlobs(graph, weights).blobs
}

/**
 * The blobs to choose from: those of `summariseBlobs`, but for values that only repeat the numbers of another one. They can be named all
 * the same.
 * @param output the blob of class scores, which is always among them
 */
export function listedBlobs(graph: Graph, weights: Weights, output?: string): readonly LayerSummary[] {
  const blobs = summariseBlobs(graph, weights)
  if (graph.dialect === undefined) return blobs
  const repeated = repeats(graph, new Set(blobs.map(({ name }) => name)))
  return blobs.filter(({ name }) => name === output || !repeated.has(name))
}
