import { ImageFileError } from '../../dataset/errors.ts'
import { WorkspaceError } from '../../workspace/errors.ts'
import { storeImage } from '../../workspace/store-image.ts'
import type { Workspace } from '../../workspace/workspace.ts'
import { json, sentence } from './answer.ts'

/** Most bytes one upload may have. */
export const uploadLimit = 64 * 2 ** 20

/**
 * The body's bytes, or undefined where there are more than `limit`. The rest is read and dropped: a client that is cut
 * off while it sends never sees the answer.
 */
async function collect(body: ReadableStream<Uint8Array> | null, limit: number): Promise<Buffer | undefined> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of body ?? []) {
    length += part.length
    if (length <= limit) parts.push(part)
    else parts.length = 0
  }
  return length > limit ? undefined : Buffer.concat(parts)
}

const tooLarge = (): Response =>
  sentence(413, 'The image is larger than 64 MiB: save a smaller copy and use that.')

/** `POST /upload?name=…`: stores an image file and answers with its `Image`. */
export async function uploadRoute(workspace: Workspace, name: string, request: Request): Promise<Response> {
  if (Number(request.headers.get('Content-Length') ?? 0) > uploadLimit) return tooLarge()
  const bytes = await collect(request.body, uploadLimit)
  if (bytes === undefined) return tooLarge()
  try {
    return json(await storeImage(workspace, bytes, name))
  } catch (error) {
    if (error instanceof ImageFileError) return sentence(415, error.message)
    if (error instanceof WorkspaceError) return sentence(507, error.message)
    throw error
  }
}
