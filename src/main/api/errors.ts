import { ORPCError } from '@orpc/server'
import { ZodError, z } from 'zod'
import { DatasetError, ImageFileError } from '../dataset/errors.ts'
import { ExportError } from '../export/errors.ts'
import { FeatureError } from '../feature/errors.ts'
import { InternalsError } from '../internals/errors.ts'
import { JobRefused } from '../job/refused.ts'
import { NetworkFileError } from '../network/errors.ts'
import { WorkspaceError } from '../workspace/errors.ts'
import { ZooError } from '../zoo/errors.ts'

/** The user can correct it. */
export function badRequest(sentence: string, cause?: unknown): ORPCError<string, undefined> {
  return new ORPCError('BAD_REQUEST', { message: sentence, cause })
}

export function notFound(sentence: string): ORPCError<string, undefined> {
  return new ORPCError('NOT_FOUND', { message: sentence })
}

const inputIssues = z.object({
  data: z.object({ issues: z.array(z.object({ message: z.string(), path: z.array(z.unknown()) })) }),
})

/** oRPC's own "Input validation failed" says nothing of what was wrong. */
function inputSentence(error: ORPCError<string, unknown>): ORPCError<string, unknown> {
  const parsed = inputIssues.safeParse(error)
  if (error.code !== 'BAD_REQUEST' || !parsed.success) return error
  const reasons = parsed.data.data.issues.map(({ path, message }) =>
    path.length === 0 ? message : `${path.join('.')}: ${message}`,
  )
  return badRequest(`This cannot be asked for: ${reasons.join('; ')}.`, error)
}

/** Errors whose sentence names a file, folder or choice of the user's. */
const correctable = [
  ImageFileError,
  DatasetError,
  NetworkFileError,
  ExportError,
  InternalsError,
  FeatureError,
  JobRefused,
  ZooError,
]

/** Any error as one that crosses to the renderer with a sentence to show. */
export function crossing(error: unknown): ORPCError<string, unknown> {
  if (error instanceof ORPCError) return inputSentence(error)
  if (correctable.some((kind) => error instanceof kind) && error instanceof Error) {
    return badRequest(error.message, error)
  }
  if (error instanceof WorkspaceError) {
    return error.trouble === 'full'
      ? new ORPCError('INSUFFICIENT_STORAGE', { status: 507, message: error.message, cause: error })
      : new ORPCError('INTERNAL_SERVER_ERROR', { message: error.message, cause: error })
  }
  const reason = error instanceof ZodError ? z.prettifyError(error) : String(error)
  const message = `Something went wrong inside Guise (${error instanceof Error && !(error instanceof ZodError) ? error.message : reason}).`
  return new ORPCError('INTERNAL_SERVER_ERROR', { message, cause: error })
}

/** For the handler's `clientInterceptors`: every procedure's errors pass through `crossing`. */
export async function withSentences<T>({ next }: { next: () => Promise<T> }): Promise<T> {
  try {
    return await next()
  } catch (error) {
    throw crossing(error)
  }
}
