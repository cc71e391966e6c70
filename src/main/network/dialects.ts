import type { LayerSummary } from '../../contract/network.ts'
import { caffeBlobs } from './blobs.ts'
import { caffeProgram } from './caffe-program.ts'
import type { Graph, Weights } from './graph.ts'
import { onnxBlobs } from './onnx/onnx-blobs.ts'
import { onnxProgram } from './onnx/onnx-program.ts'
import type { Program } from './program.ts'

/** A graph's program, by its dialect. Weights are uploaded as they are first needed. Throws `NetworkFileError`. */
export function compile(graph: Graph, weights: Weights): Program {
  return graph.dialect === undefined ? caffeProgram(graph, weights) : onnxProgram(graph, weights)
}

/** Every blob a user can choose, in the order they are made. Throws `NetworkFileError` naming layer and reason. */
export function summariseBlobs(graph: Graph, weights: Weights): readonly LayerSummary[] {
  return graph.dialect === undefined ? caffeBlobs(graph) : onnxBlobs(graph, weights).blobs
}
