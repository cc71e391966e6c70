import type { CardDraft } from '../../src/contract/card.ts'

/** Caffe's usual preparation for ILSVRC: BGR, the centre of a squash to 256 × 256, minus the mean pixel. */
export const ilsvrc = (title: string, size: number): CardDraft => ({
  title,
  inputSize: [size, size],
  channelOrder: 'BGR',
  mean: [104, 117, 123],
  scale: 1,
  fit: 'squash-crop',
  resizeTo: 256,
  output: 'prob',
})

/** VGG's: the centre of the image whose short side was resized to 256, minus their own mean pixel. */
export const vgg = (title: string): CardDraft => ({
  ...ilsvrc(title, 224),
  mean: [103.939, 116.779, 123.68],
  fit: 'resize-crop',
})
