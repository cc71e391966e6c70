import { oc } from '@orpc/contract'
import { z } from 'zod'
import { imageSchema } from './image.ts'
import { reportSchema } from './measures.ts'

export const resultSummarySchema = z.object({
  /** The item's key: the hash of all that determines the result. */
  key: z.string(),
  source: imageSchema,
  guide: imageSchema,
  network: z.string(),
  layer: z.string(),
  delta: z.number(),
  solver: z.enum(['fast', 'lbfgsb']),
  ratio: z.number(),
  label: z.string().nullable(),
  createdAt: z.string(),
  /** Blob of the adversary's 8-bit PNG. */
  adversary: z.string(),
})
export type ResultSummary = z.infer<typeof resultSummarySchema>

export const resultSchema = resultSummarySchema.extend({
  report: reportSchema,
  /** Blobs: PNGs at the network's input size, exactly the pixels measured, and the float32 adversary as .npy. */
  images: z.object({
    source: z.string(),
    guide: z.string(),
    adversary: z.string(),
    float32: z.string(),
    /** Signed difference amplified about mid-grey, with its factor. */
    difference: z.string(),
    differenceFactor: z.number(),
  }),
})
export type Result = z.infer<typeof resultSchema>

export const resultContract = {
  list: oc.output(z.array(resultSummarySchema)),
  get: oc.input(z.object({ key: z.string() })).output(resultSchema),
  remove: oc.input(z.object({ key: z.string() })).output(z.object({ removed: z.boolean() })),
  /** Writes adversary.png, adversary.npy, difference.png and report.json into a folder the user chose (Electron). */
  export: oc
    .input(z.object({ key: z.string(), directory: z.string() }))
    .output(z.object({ files: z.array(z.string()) })),
}
