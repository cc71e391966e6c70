import { UMAP } from 'umap-js'
import { generator } from '../dataset/random.ts'

/** Points to lay out, by their neighbours: each point's own index first, at distance 0. */
export interface LayoutRequest {
  readonly indices: number[][]
  readonly distances: number[][]
  readonly neighbours: number
  readonly minDistance: number
  readonly seed: number
}

/** UMAP's layout in two dimensions: x and y of each point. @param onEpoch told the share that is done after each epoch */
export function layOut(
  { indices, distances, neighbours, minDistance, seed }: LayoutRequest,
  onEpoch: (share: number) => void,
): Float32Array {
  const umap = new UMAP({ nNeighbors: neighbours, minDist: minDistance, random: generator(seed, 1) })
  umap.setPrecomputedKNN(indices, distances)
  // With its neighbours known it asks the vectors for nothing but how many there are.
  const epochs = umap.initializeFit(indices.map(() => []))
  for (let epoch = 0; epoch < epochs; epoch++) {
    umap.step()
    onEpoch((epoch + 1) / epochs)
  }
  return Float32Array.from(umap.getEmbedding().flat())
}
