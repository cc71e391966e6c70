import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { sentence } from './answer.ts'

const types = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.json', 'application/json'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
  ['.ico', 'image/x-icon'],
  ['.woff2', 'font/woff2'],
  ['.map', 'application/json'],
])

/** The file that a decoded path names inside `folder`, or undefined where it would lie outside. */
function inside(folder: string, path: string): string | undefined {
  if (path.includes('\0') || path.includes('\\')) return undefined
  const file = normalize(join(folder, path))
  return file.startsWith(folder + sep) ? file : undefined
}

/** The built renderer's files; `/` is its page. Nothing outside `folder` is ever read. */
export async function pagesRoute(folder: string, path: string): Promise<Response> {
  const name = path === '/' ? '/index.html' : path
  const file = inside(normalize(folder), name)
  const bytes = file === undefined ? undefined : await readFile(file).catch(() => undefined)
  if (bytes === undefined) {
    return name === '/index.html'
      ? sentence(503, 'The page has not been built: run “npx vite build” once, then reload.')
      : sentence(404, 'There is nothing at this address.')
  }
  // Vite names what lies in assets/ by its content.
  const caching = name.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-cache'
  const type = types.get(extname(name)) ?? 'application/octet-stream'
  return new Response(new Uint8Array(bytes), { headers: { 'Content-Type': type, 'Cache-Control': caching } })
}
