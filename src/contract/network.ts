import { oc } from '@orpc/contract'
import { z } from 'zod'

/** A layer a user can choose: the blob's name, what makes it, and its shape without the batch. */
export const layerSummarySchema = z.object({
  name: z.string(),
  type: z.string(),
  shape: z.array(z.int()),
  units: z.int(),
})
export type LayerSummary = z.infer<typeof layerSummarySchema>

export const networkSummarySchema = z.object({
  /** What `--network` takes and results carry. */
  id: z.string(),
  title: z.string(),
  description: z.string(),
  origin: z.enum(['shipped', 'folder', 'caffe']),
  hash: z.string(),
  inputSize: z.tuple([z.int(), z.int()]),
  classes: z.int(),
  parameters: z.int(),
  licence: z.string(),
  source: z.string(),
  layers: z.array(layerSummarySchema),
  /** The layer the Pair view starts with. */
  defaultLayer: z.string(),
  notes: z.array(z.string()),
})
export type NetworkSummary = z.infer<typeof networkSummarySchema>

export const networkContract = {
  list: oc.output(z.array(networkSummarySchema)),
  /** Opens a folder in our format, or `deploy.prototxt,weights.caffemodel[,mean.binaryproto][,card.json]`. */
  open: oc
    .input(z.object({ path: z.string().min(1), labels: z.string().optional() }))
    .output(networkSummarySchema),
}
