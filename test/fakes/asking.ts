import { mkdirSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import sharp from 'sharp'
import { type Served, serve } from '../../src/main/serve.ts'
import { Workspace } from '../../src/main/workspace/workspace.ts'
import { newResult } from './result.ts'

export const token = 'the-right-token'
export const bearer = { Authorization: `Bearer ${token}` }
export const engineFile = join(import.meta.dirname, 'engine.ts')

export interface Answer {
  readonly status: number
  readonly headers: Record<string, string | string[] | undefined>
  readonly body: Buffer
}

/** A small workspace and page, served, with what a test asks about. */
export interface Asking {
  readonly served: Served
  readonly workspace: string
  /** A stored result's key and its adversary's PNG. */
  readonly key: string
  readonly adversary: Buffer
  /** A request exactly as given: `fetch` would mend paths and refuse to set Host. */
  ask(path: string, headers?: Record<string, string>, method?: string, body?: Buffer): Promise<Answer>
}

/** Text of a file beside the page's folder, which nobody may read. */
export const secret = 'not for everybody'

const askAt =
  (port: number): Asking['ask'] =>
  (path, headers = {}, method = 'GET', body) =>
    new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port, path, method, headers, setHost: headers.Host === undefined }
      const asked = request(options, (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('end', () => {
          const { statusCode = 0, headers: answered } = response
          resolve({ status: statusCode, headers: answered, body: Buffer.concat(parts) })
        })
      })
      asked.on('error', reject)
      asked.end(body)
    })

/** Fills `folder` and serves it with the stand-in engine. */
export const startAsking = async (folder: string): Promise<Asking> => {
  const pages = join(folder, 'pages')
  mkdirSync(join(pages, 'assets'), { recursive: true })
  writeFileSync(join(pages, 'index.html'), '<!doctype html><title>Guise</title>')
  writeFileSync(join(pages, 'assets', 'app.js'), 'export {}')
  writeFileSync(join(folder, 'secret.txt'), secret)
  const workspace = new Workspace(join(folder, 'workspace'))
  const result = newResult(workspace, 'one')
  const adversary = await sharp({ create: { width: 3, height: 2, channels: 3, background: '#f00' } })
    .png()
    .toBuffer()
  workspace.results.put({ ...result, files: { ...result.files, adversary } })
  workspace.close()
  const served = await serve({ workspace: workspace.folder, engine: engineFile, pages, token })
  return { served, workspace: workspace.folder, key: result.key, adversary, ask: askAt(served.port) }
}
