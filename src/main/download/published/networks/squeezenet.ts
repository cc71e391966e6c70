import { ilsvrc12, labelsOfIlsvrc12, type PublishedWeights, sha1 } from './common.ts'

const page = 'https://github.com/DeepScale/SqueezeNet'

const version = (number: string, graph: string, weights: string): PublishedWeights => {
  const folder = `${page}/raw/master/SqueezeNet_v${number}`
  return {
    name: `squeezenet-${number}`,
    licence: 'BSD 2-Clause (DeepScale).',
    page,
    files: [
      { address: `${folder}/deploy.prototxt`, hash: sha1(graph) },
      { address: `${folder}/squeezenet_v${number}.caffemodel`, hash: sha1(weights) },
      ilsvrc12.labels,
    ],
    unpackedBytes: 5e7,
    labels: labelsOfIlsvrc12,
    meanImage: false,
  }
}

// Hashes as mexopencv and, of 1.1's weights, OpenCV record them.
export const squeezenet10 = version(
  '1.0',
  '733249be856b9cd28ce929cd7c41874cf817c3c6',
  '579d0beb658e43c45937bf8bb5e4034fea4e1f69',
)
export const squeezenet11 = version(
  '1.1',
  'c226bbaaa4d83e2a3d3727618091e897e5f2e3aa',
  '3397f026368a45ae236403ccc81cfcbe8ebe1bd0',
)
