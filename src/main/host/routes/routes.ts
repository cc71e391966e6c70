import type { Workspace } from '../../workspace/workspace.ts'
import type { EngineStatus } from '../supervisor.ts'
import { json, sentence } from './answer.ts'
import { blobRoute } from './blob.ts'
import { cacheRoute } from './cache.ts'
import type { DatasetRoute } from './dataset.ts'
import { exportRoute } from './export.ts'
import { secured } from './headers.ts'
import { pagesRoute } from './pages.ts'
import { thumbnailRoute } from './thumbnail.ts'
import { uploadRoute } from './upload.ts'

/** What the addresses are answered from. */
export interface RouteSources {
  readonly workspace: Workspace
  /** Folder of the built renderer. */
  readonly pages: string
  readonly datasets: DatasetRoute
  readonly status: () => EngineStatus
}

async function route(sources: RouteSources, request: Request): Promise<Response> {
  const { workspace, pages, datasets, status } = sources
  const url = new URL(request.url)
  let path: string
  try {
    path = decodeURIComponent(url.pathname)
  } catch {
    return sentence(400, 'This is not an address.')
  }
  const [, first, second, ...more] = path.split('/')
  if (first === 'upload' && second === undefined) {
    if (request.method !== 'POST') return sentence(405, 'Images are sent to this address with POST.')
    // A name is for people; a path or a novel in its place would only be in the way.
    const name = (url.searchParams.get('name') ?? '').split(/[\\/]/).at(-1)?.trim().slice(0, 200)
    return uploadRoute(workspace, name || 'image', request)
  }
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return sentence(405, 'This address is only read.')
  if (path === '/status') return json(status())
  if (second !== undefined && more.length === 0) {
    if (first === 'blob') return blobRoute(workspace.blobs, second, request)
    if (first === 'cache') return cacheRoute(workspace.cache, second)
    if (first === 'thumbnail') {
      return thumbnailRoute(workspace, second, url.searchParams.get('size') ?? '256')
    }
    if (first === 'export') return exportRoute(workspace, second)
  }
  if (first === 'dataset') return datasets.answer(path.split('/').slice(2), url, request.signal)
  return pagesRoute(pages, path)
}

/**
 * What both hosts answer with, bytes and pages: `serve` over HTTP once it has let a request in, Electron under
 * `guise://app`. Never rejects.
 */
export async function answer(sources: RouteSources, request: Request): Promise<Response> {
  try {
    return secured(await route(sources, request))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return secured(sentence(500, `Something went wrong inside Guise (${reason}).`))
  }
}
