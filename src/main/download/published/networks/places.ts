import type { Published } from '../../published.ts'
import { caffeCard } from './common.ts'

const page = 'http://places.csail.mit.edu/downloadCNN.html'
const licence = 'The publisher names no licence; cite Zhou et al., NIPS 2014.'

// No hash of either archive is published.
export const places205: Published = {
  name: 'places205-alexnet',
  title: 'AlexNet, Places205',
  description: 'AlexNet trained on 205 classes of places (Zhou et al., 2014).',
  ...{ licence, page },
  files: [{ address: 'http://places.csail.mit.edu/model/placesCNN_upgraded.tar.gz' }],
  unpackedBytes: 3e8,
  labels: 'categoryIndex_places205.csv',
  extra: caffeCard({ title: 'AlexNet, Places205', mean: 'image', licence, source: page }),
}

export const hybridPlaces: Published = {
  name: 'hybrid-alexnet',
  title: 'AlexNet, Hybrid Places',
  description:
    'AlexNet trained on 205 classes of places and 978 of ILSVRC 2012 together (Zhou et al., 2014).',
  ...{ licence, page },
  files: [{ address: 'http://places.csail.mit.edu/model/hybridCNN_upgraded.tar.gz' }],
  unpackedBytes: 3e8,
  labels: 'categoryIndex_hybridCNN.csv',
  extra: caffeCard({ title: 'AlexNet, Hybrid Places', mean: 'image', licence, source: page }),
}
