import { zipSync } from 'fflate'
import { isHash } from '../../workspace/blobs.ts'
import { resultFiles } from '../../workspace/result-files.ts'
import type { Workspace } from '../../workspace/workspace.ts'
import { sentence } from './answer.ts'

/** `GET /export/<key>.zip`: a result as one download. */
export async function exportRoute(workspace: Workspace, name: string): Promise<Response> {
  const key = name.endsWith('.zip') ? name.slice(0, -4) : ''
  const result = isHash(key) ? workspace.results.get(key) : undefined
  if (result === undefined) return sentence(404, 'There is no such result: it may have been removed.')
  const files = await resultFiles(workspace.blobs, result)
  // The pictures are compressed as they are.
  const zip = zipSync(Object.fromEntries(files), { level: 0 })
  return new Response(new Uint8Array(zip), {
    headers: {
      'Content-Type': 'application/zip',
      'Content-Disposition': `attachment; filename="guise-${key.slice(0, 12)}.zip"`,
      'Cache-Control': 'no-store',
    },
  })
}
