/** First bytes of the files that are stored, with the type each is served as. */
const signatures: readonly (readonly [type: string, offset: number, bytes: string])[] = [
  ['image/png', 0, '\x89PNG\r\n\x1a\n'],
  ['image/jpeg', 0, '\xff\xd8\xff'],
  ['image/gif', 0, 'GIF8'],
  ['image/webp', 8, 'WEBP'],
  ['image/avif', 4, 'ftypavif'],
  ['image/tiff', 0, 'II*\0'],
  ['image/tiff', 0, 'MM\0*'],
]

/** How many bytes `mediaType` looks at. */
export const signatureLength = 16

/** The type of a file by its first bytes, never by what somebody called it; plain bytes where it is none we know. */
export function mediaType(head: Buffer): string {
  const text = head.toString('latin1')
  const found = signatures.find(([, offset, bytes]) => text.startsWith(bytes, offset))
  return found?.[0] ?? 'application/octet-stream'
}
