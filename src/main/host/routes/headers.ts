/** What the page may do: its own scripts, styles, pictures and connections, and nothing else. */
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** A stored file is shown or saved, never run, whatever it says it is. */
const filePolicy = "default-src 'none'; sandbox"

/** Adds to every answer the headers that keep other pages out and this one in. */
export function secured(response: Response): Response {
  const isPage = response.headers.get('Content-Type')?.startsWith('text/html') ?? false
  const headers = response.headers
  headers.set('Content-Security-Policy', isPage ? pagePolicy : filePolicy)
  headers.set('X-Content-Type-Options', 'nosniff')
  headers.set('X-Frame-Options', 'DENY')
  headers.set('Referrer-Policy', 'no-referrer')
  headers.set('Cross-Origin-Opener-Policy', 'same-origin')
  headers.set('Cross-Origin-Resource-Policy', 'same-origin')
  headers.set('Permissions-Policy', 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), payment=()')
  return response
}
