import type { RawPicture } from './pattern-picture.ts'

/** The bytes at an address of the host. Throws an error whose message is a sentence to show. */
export async function fetchPicture(url: string): Promise<Blob> {
  const response = await fetch(url)
  if (!response.ok)
    throw new Error('A picture of the figure is not kept any more: reload the view and try again.')
  return response.blob()
}

/** Raw pixels as a PNG. */
export async function encodePicture({ width, height, pixels }: RawPicture): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height)
  canvas.getContext('2d')?.putImageData(new ImageData(pixels, width, height), 0, 0)
  return canvas.convertToBlob({ type: 'image/png' })
}

const CHUNK = 0x8000

/** Bytes as a data: address. */
export async function dataUri(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer())
  let text = ''
  for (let at = 0; at < bytes.length; at += CHUNK)
    text += String.fromCharCode(...bytes.subarray(at, at + CHUNK))
  return `data:${blob.type};base64,${btoa(text)}`
}

/** Hands a file to the user: a browser downloads it, the desktop app asks where to save it. */
export function saveFile(content: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  // After the click the download holds the bytes itself; a little later, because it begins in a task of its own.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
