import { expect, it } from 'vitest'
import { shortNetwork } from './network.ts'

it.each([
  ['guisenet', 'guisenet'],
  ['/home/a/nets/mine', 'mine'],
  ['/home/a/squeezenet/deploy.prototxt,/home/a/squeezenet/w.caffemodel', 'squeezenet'],
  ['C:\\nets\\lenet\\lenet.prototxt,C:\\nets\\lenet\\w.caffemodel', 'lenet'],
])('%s is called %s', (id, short) => {
  expect(shortNetwork(id)).toBe(short)
})
