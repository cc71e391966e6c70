/** An error as every address of the host answers it: JSON with a sentence to show. */
export function sentence(status: number, message: string): Response {
  return Response.json({ message }, { status, headers: { 'Cache-Control': 'no-store' } })
}

/** JSON that is not to be kept by a cache. */
export function json(value: unknown): Response {
  return Response.json(value, { headers: { 'Cache-Control': 'no-store' } })
}

/** For what a hash names: it can never change. */
export const forever = 'private, max-age=31536000, immutable'
