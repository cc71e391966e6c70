import { z } from 'zod'

/**
 * What the host tells the engine. Frames are oRPC's, of the page with that number; in Electron a page's frames go
 * through a port of its own, and only the rest of these are used.
 */
export const toEngineSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('open'), client: z.int() }),
  z.object({ type: z.literal('frame'), client: z.int(), data: z.string() }),
  z.object({ type: z.literal('close'), client: z.int() }),
  /** Electron: a page's port comes with this message. */
  z.object({ type: z.literal('port') }),
  /** The user chose this folder in a dialog: results may be exported into it. */
  z.object({ type: z.literal('allow'), directory: z.string() }),
  z.object({ type: z.literal('stop') }),
])
export type ToEngine = z.infer<typeof toEngineSchema>

/** What the engine tells the host. */
export const fromEngineSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  /** It cannot start, and ends; the message is a sentence for the user. */
  z.object({ type: z.literal('failed'), message: z.string() }),
  /** It ends because the user asked for something that needs a new one; the message says what. */
  z.object({ type: z.literal('restart'), message: z.string() }),
  z.object({ type: z.literal('frame'), client: z.int(), data: z.string() }),
])
export type FromEngine = z.infer<typeof fromEngineSchema>

/** What the engine is started with, as command-line arguments in JSON. */
export const engineOptionsSchema = z.object({
  workspace: z.string(),
  backend: z.enum(['tensorflow', 'webgpu', 'wasm']).nullable(),
})
export type EngineOptions = z.infer<typeof engineOptionsSchema>
