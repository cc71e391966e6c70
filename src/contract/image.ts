import { oc } from '@orpc/contract'
import { z } from 'zod'

/** An image the workspace knows. Its bytes are at `/blob/<hash>` and `/thumbnail/<hash>`, never in a message. */
export const imageSchema = z.object({
  /** SHA-256 of the file. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  name: z.string(),
  width: z.int(),
  height: z.int(),
  /** What decoding did that a user may want to know (for example "rotated as its EXIF orientation says"). */
  notes: z.array(z.string()),
})
export type Image = z.infer<typeof imageSchema>

export const imageContract = {
  /** Public-domain photographs that come with the app. */
  samples: oc.output(z.array(imageSchema)),
  /** An image by hash, as uploaded with `POST /upload?name=…` (its answer is an `Image` as JSON). */
  get: oc.input(z.object({ hash: z.string() })).output(imageSchema),
}
