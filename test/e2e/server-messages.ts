import { z } from 'zod'

/** The options of `serve` that a journey chooses. */
export const serverOptionsSchema = z.object({
  workspace: z.string(),
  /** Another engine than the real one. */
  engine: z.string().exactOptional(),
  port: z.int().exactOptional(),
  token: z.string().exactOptional(),
})
export type ServerOptions = z.infer<typeof serverOptionsSchema>

export const fromServerSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('serving'), url: z.string(), port: z.int(), token: z.string() }),
  z.object({ type: z.literal('engine'), pid: z.int().nullable() }),
])
export type FromServer = z.infer<typeof fromServerSchema>
