import { z } from 'zod'
import { layerType, single } from './layer.ts'

/** Hands its input on: what it does, it does while a network is trained. */
const idle = layerType(z.object({}), (_, call) => single(call))

/** Layers that do nothing to images in use. */
export const trainingLayers = Object.fromEntries(
  [
    'Dropout',
    'SpatialDropout2D',
    'GaussianDropout',
    'GaussianNoise',
    'AlphaDropout',
    'ActivityRegularization',
    'StochasticDepth',
    'RandomFlip',
    'RandomRotation',
    'RandomZoom',
    'RandomTranslation',
    'RandomContrast',
    'RandomBrightness',
    'RandomHue',
    'RandomSaturation',
    'RandomErasing',
    'RandomGrayscale',
    'RandomShear',
    'RandomPerspective',
    'Identity',
  ].map((type) => [type, idle]),
)
