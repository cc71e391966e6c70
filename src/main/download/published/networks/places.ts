import type { PublishedWeights } from './common.ts'

const page = 'http://places.csail.mit.edu/downloadCNN.html'
const licence = 'The publisher names no licence; cite Zhou et al., NIPS 2014.'

// No hash of either archive is published.
export const places205: PublishedWeights = {
  name: 'places205-alexnet',
  ...{ licence, page },
  files: [{ address: 'http://places.csail.mit.edu/model/placesCNN_upgraded.tar.gz' }],
  unpackedBytes: 3e8,
  labels: 'categoryIndex_places205.csv',
  meanImage: true,
}

export const hybridPlaces: PublishedWeights = {
  name: 'hybrid-alexnet',
  ...{ licence, page },
  files: [{ address: 'http://places.csail.mit.edu/model/hybridCNN_upgraded.tar.gz' }],
  unpackedBytes: 3e8,
  labels: 'categoryIndex_hybridCNN.csv',
  meanImage: true,
}
