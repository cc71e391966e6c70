import { z } from 'zod'

/** What made a result: versions, what ran the network, and the network itself. */
export const provenanceSchema = z.object({
  guise: z.string(),
  node: z.string(),
  backend: z.string(),
  library: z.string(),
  device: z.string(),
  threads: z.int(),
  networkHash: z.string(),
  createdAt: z.string(),
})
export type Provenance = z.infer<typeof provenanceSchema>
