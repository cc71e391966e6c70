import { FONT, type Mark, type Scene } from './scene.ts'

type Context = OffscreenCanvasRenderingContext2D

/**
 * A scene as a PNG.
 *
 * @param pictures the scene's pictures by name
 * @param density pixels of the PNG for one of the scene
 */
export async function sceneToPng(
  scene: Scene,
  pictures: ReadonlyMap<string, Blob>,
  density: number,
): Promise<Blob> {
  const canvas = new OffscreenCanvas(Math.round(scene.width * density), Math.round(scene.height * density))
  const context = canvas.getContext('2d', { alpha: false })
  if (!context) throw new Error('This browser cannot draw the figure; save it as SVG.')
  const bitmaps = await decoded(pictures)
  context.scale(density, density)
  context.fillStyle = scene.background
  context.fillRect(0, 0, scene.width, scene.height)
  for (const mark of scene.marks) draw(context, mark, bitmaps, density)
  return canvas.convertToBlob({ type: 'image/png' })
}

async function decoded(pictures: ReadonlyMap<string, Blob>): Promise<Map<string, ImageBitmap>> {
  const exact = { colorSpaceConversion: 'none', premultiplyAlpha: 'none' } as const
  const bitmaps = [...pictures].map(
    async ([name, picture]) => [name, await createImageBitmap(picture, exact)] as const,
  )
  return new Map(await Promise.all(bitmaps))
}

function draw(
  context: Context,
  mark: Mark,
  bitmaps: ReadonlyMap<string, ImageBitmap>,
  density: number,
): void {
  if (mark.kind === 'box') {
    context.fillStyle = mark.colour
    context.fillRect(mark.x, mark.y, mark.width, mark.height)
  } else if (mark.kind === 'line') {
    context.strokeStyle = mark.colour
    context.lineWidth = mark.width
    context.setLineDash([...(mark.dash ?? [])])
    context.beginPath()
    for (const [x, y] of mark.points) context.lineTo(x, y)
    context.stroke()
  } else if (mark.kind === 'text') {
    context.save()
    context.translate(mark.x, mark.y)
    context.rotate(((mark.turn ?? 0) * Math.PI) / 180)
    context.font = `${mark.bold ? 600 : 400} ${mark.size}px ${FONT}`
    context.textAlign = mark.anchor === 'middle' ? 'center' : (mark.anchor ?? 'start')
    context.fillStyle = mark.colour
    context.fillText(mark.text, 0, 0)
    context.restore()
  } else {
    const bitmap = bitmaps.get(mark.picture)
    if (!bitmap) throw new Error(`The figure has lost the picture “${mark.title}”.`)
    // Enlarged pixels stay squares; only what is made smaller is averaged.
    context.imageSmoothingEnabled = bitmap.width > mark.width * density
    context.imageSmoothingQuality = 'high'
    context.drawImage(bitmap, mark.x, mark.y, mark.width, mark.height)
  }
}
