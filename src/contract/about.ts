import { oc } from '@orpc/contract'
import { z } from 'zod'

export const backendNameSchema = z.enum(['tensorflow', 'webgpu', 'wasm'])
export type BackendName = z.infer<typeof backendNameSchema>

/** What runs the networks, and why. */
export const backendSchema = z.object({
  name: backendNameSchema,
  library: z.string(),
  version: z.string(),
  device: z.string(),
  /** Threads of one operation on the CPU; 0 on a GPU. */
  threads: z.int(),
  /** One sentence: why this one was chosen. */
  reason: z.string(),
  /** The others, each with the sentence that says why it is not used. */
  passedOver: z.array(z.object({ name: backendNameSchema, reason: z.string() })),
})
export type Backend = z.infer<typeof backendSchema>

export const aboutSchema = z.object({
  guise: z.string(),
  node: z.string(),
  platform: z.string(),
  backend: backendSchema,
  workspace: z.string(),
})
export type About = z.infer<typeof aboutSchema>

export const aboutContract = {
  get: oc.output(aboutSchema),
  /** Remembers the user's choice (null: the app's own) and restarts the engine with it. */
  chooseBackend: oc
    .input(z.object({ name: backendNameSchema.nullable() }))
    .output(z.object({ restarting: z.boolean() })),
}
