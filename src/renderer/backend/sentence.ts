import { ORPCError } from '@orpc/client'
import { ENGINE_STOPPED } from './connection.ts'

/** The sentence to show for whatever a call threw. */
export function sentence(error: unknown): string {
  if (error instanceof ORPCError) return error.message
  if (error instanceof Error && error.name === 'AbortError') return ENGINE_STOPPED
  return error instanceof Error ? error.message : String(error)
}
