import { setTimeout as delay } from 'node:timers/promises'
import sharp from 'sharp'
import type { Plugin } from 'vite'

/** As long as one takes to be made or read, in milliseconds. */
const MADE_MS = 5
const PICTURES = 64

/** Answers the addresses of datasets' thumbnails with a few pictures in turn, and counts what was asked for. */
export async function servedThumbnails() {
  const count = { asked: 0, givenUp: 0 }
  const pictures = new Map<number, Buffer[]>()
  for (const size of [64, 128, 256])
    pictures.set(size, await Promise.all(Array.from({ length: PICTURES }, (_, i) => picture(i, size))))
  const plugin: Plugin = {
    name: 'thumbnails',
    configurePreviewServer(server) {
      server.middlewares.use('/dataset', async (request, response) => {
        count.asked += 1
        const address = new URL(request.url ?? '', 'http://localhost')
        const index = Number(address.pathname.split('/')[2])
        const size = Number(address.searchParams.get('size'))
        await delay(MADE_MS)
        if (response.destroyed) count.givenUp += 1
        else response.setHeader('Content-Type', 'image/webp').end(pictures.get(size)?.[index % PICTURES])
      })
    },
  }
  return { plugin, count }
}

/** Noise on a colour, as large as asked for: no easier to decode than a photograph. */
function picture(i: number, size: number): Promise<Buffer> {
  const background = { r: (i * 37) % 256, g: (i * 91) % 256, b: (i * 151) % 256 }
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const
  return sharp({ create: { width: size, height: (size * 3) / 4, channels: 3, background, noise } })
    .webp()
    .toBuffer()
}
