import type { CardQuestion } from '../../../../contract/card.ts'
import { assemble, type CaffeFiles, readCaffeParts } from '../caffe.ts'
import type { Inspected } from '../format.ts'
import { inspectedAs } from '../inspected.ts'
import { type CaffeParts, imageShape, outputBlob } from './untrained.ts'

const preparation: readonly CardQuestion[] = ['channelOrder', 'mean', 'scale', 'fit']

/**
 * What a Caffe network's files say of it. A description says nothing of how images are prepared: all that neither a card nor a mean
 * image says is assumed, and so left open.
 * @throws NetworkFileError where they are damaged or do not belong together
 */
export async function inspectCaffe(files: CaffeFiles): Promise<Inspected> {
  const parts = await readCaffeParts(files)
  const size = imageShape(parts)
  if (size === undefined) return sizeless(parts)
  const said = new Set<string>(Object.keys(parts.given))
  if (parts.mean) said.add('mean')
  if (size[0] === 1) said.add('channelOrder')
  return inspectedAs(
    assemble(parts),
    'Caffe',
    preparation.filter((field) => !said.has(field)),
  )
}

/** A description for training, whose data knows how large its images are. */
function sizeless({ found, stored, given, title }: CaffeParts): Inspected {
  const output = outputBlob(found.layers)
  const weights = stored.flatMap(({ blobs }) => blobs)
  return {
    format: 'Caffe',
    input: [null, null, null],
    layers: found.layers.length,
    parameters: weights.reduce((sum, { data }) => sum + data.length, 0),
    classes: null,
    outputs: output === undefined ? [] : [output],
    draft: { title, ...(output === undefined ? {} : { output }), ...given },
    open: ['inputSize', ...preparation, 'labels'],
    notes: found.notes,
  }
}
