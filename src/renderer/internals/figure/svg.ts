import { FONT, type Mark, type Scene } from './scene.ts'

/**
 * A scene as an SVG that needs nothing else.
 *
 * @param pictures the scene's pictures by name, as data: addresses
 * @throws Error where a picture is missing
 */
export function sceneToSvg(scene: Scene, pictures: ReadonlyMap<string, string>): string {
  const { width, height, background, title, marks } = scene
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" font-family="${escaped(FONT)}">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="${background}"/>`,
    ...marks.map((mark) => element(mark, pictures)),
    '</svg>',
  ].join('\n')
}

function element(mark: Mark, pictures: ReadonlyMap<string, string>): string {
  if (mark.kind === 'box')
    return `<rect x="${mark.x}" y="${mark.y}" width="${mark.width}" height="${mark.height}" fill="${mark.colour}"/>`
  if (mark.kind === 'line') {
    const dash = mark.dash?.length ? ` stroke-dasharray="${mark.dash.join(' ')}"` : ''
    const points = mark.points.map(([x, y]) => `${round(x)},${round(y)}`).join(' ')
    return `<polyline points="${points}" fill="none" stroke="${mark.colour}" stroke-width="${mark.width}"${dash}/>`
  }
  if (mark.kind === 'text') {
    const anchor = mark.anchor ? ` text-anchor="${mark.anchor}"` : ''
    const weight = mark.bold ? ' font-weight="600"' : ''
    const turn = mark.turn ? ` transform="rotate(${mark.turn} ${round(mark.x)} ${round(mark.y)})"` : ''
    return `<text x="${round(mark.x)}" y="${round(mark.y)}" font-size="${mark.size}" fill="${mark.colour}"${anchor}${weight}${turn}>${escaped(mark.text)}</text>`
  }
  const picture = pictures.get(mark.picture)
  if (picture === undefined) throw new Error(`The figure has lost the picture “${mark.title}”.`)
  return `<image x="${mark.x}" y="${mark.y}" width="${mark.width}" height="${mark.height}" style="image-rendering:pixelated" preserveAspectRatio="none" href="${picture}"><title>${escaped(mark.title)}</title></image>`
}

const round = (value: number): number => Math.round(value * 100) / 100

/** Text as XML and HTML hold it, between tags and in attributes. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
