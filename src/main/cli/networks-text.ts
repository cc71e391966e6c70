import type { CheckDetail } from '../../contract/check.ts'
import type { NetworkLayers, NetworkSummary, TrialImage } from '../../contract/network.ts'
import { significant, table } from './format.ts'

/** Networks as a table for a person to read. */
export function listed(networks: readonly NetworkSummary[]): string {
  if (networks.length === 0) return 'No networks come with this copy of Guise.\n'
  const row = ({ id, title, place, inputSize, classes, layers }: NetworkSummary) => [
    ...[id, title, place, `${inputSize[1]} × ${inputSize[0]}`, `${classes}`, `${layers.length}`],
  ]
  return table([['name', 'title', '', 'input', 'classes', 'layers'], ...networks.map(row)])
}

/** A count with its thousands, millions or thousand millions. */
function counted(count: number): string {
  if (count >= 1e9) return `${significant(count / 1e9)} G`
  return count >= 1e6 ? `${significant(count / 1e6)} M` : `${count}`
}

const pixels = (count: number): string => (Number.isInteger(count) ? `${count}` : significant(count))

const sides = ([height, width]: readonly [number, number]): string =>
  height === width ? pixels(height) : `${pixels(width)} × ${pixels(height)}`

/** All about one network, layer by layer. */
export function shown(network: Omit<NetworkSummary, 'place' | 'removal'>, graph: NetworkLayers): string {
  const facts = [
    ['title', network.title],
    ['name', network.id],
    ['about', network.description],
    ['input', `${network.inputSize[1]} × ${network.inputSize[0]}`],
    ['classes', `${network.classes}`],
    ['weights', `${network.parameters}`],
    ['multiply-adds', counted(graph.multiplyAdds)],
    ['source', network.source],
    ['licence', network.licence],
    ['hash', network.hash],
    ...network.notes.map((note) => ['note', note]),
  ].filter(([, value]) => value !== '')
  const layers = graph.layers
    .filter(({ constant }) => !constant)
    .map(({ name, type, shape, parameters, multiplyAdds, receptiveField: field }) => [
      ...[name, type, shape?.join(' × ') ?? '', parameters === 0 ? '' : `${parameters}`],
      ...[multiplyAdds === 0 ? '' : counted(multiplyAdds)],
      ...[field === null ? '' : sides(field.size), field === null ? '' : sides(field.stride)],
    ])
  const head = ['layer', 'type', 'shape', 'weights', 'multiply-adds', 'sees', 'every']
  return `${table(facts)}\n${table([head, ...layers])}`
}

/** What a network says of some images. */
export function tried(images: readonly TrialImage[]): string {
  return images
    .map(({ image, shows, predictions }) => {
      const title = shows === null ? image.name : `${image.name} (${shows})`
      const rows = predictions.map(({ label, probability }) => `  ${probability.toFixed(3)}  ${label}\n`)
      return `${title}\n${rows.length === 0 ? '  It names no classes.\n' : rows.join('')}`
    })
    .join('')
}

const percent = (share: number | null): string => (share === null ? '–' : `${(100 * share).toFixed(1)} %`)

/** How a check came out: the shares, and the classes that did worst. */
export function checkText(check: CheckDetail): string {
  const { networkTitle, datasetName, scored, unscored, undecodable, imagesPerSecond, matchedBy } = check
  const facts = [
    ['network', networkTitle],
    ['dataset', datasetName],
    ['top-1', percent(check.top1)],
    ['top-5', percent(check.top5)],
    ['images', `${scored}${unscored === 0 ? '' : `, and ${unscored} whose class the network does not have`}`],
    ['classes', `of ${check.classes}, matched by ${matchedBy}`],
    ['unreadable', undecodable === 0 ? '' : `${undecodable}`],
    [
      'speed',
      imagesPerSecond === null ? 'all was known already' : `${significant(imagesPerSecond)} images/s`,
    ],
    ...check.notes.map((note) => ['note', note]),
  ].filter(([, value]) => value !== '')
  const rows = check.perClass
    .filter(({ top1 }) => top1 !== null)
    .slice(0, 10)
    .map(({ label, name, images, top1, top5 }) => {
      const wrong = check.confusion.find(
        (cell) => cell.label === label && !isOwn(check, label, cell.predicted),
      )
      const taken = wrong === undefined ? '' : `${check.names[wrong.predicted] ?? ''} (${wrong.count})`
      return [name, `${images}`, percent(top1), percent(top5), taken]
    })
  if (rows.length === 0) return table(facts)
  return `${table(facts)}\n${table([['worst classes', 'images', 'top-1', 'top-5', 'mostly taken for'], ...rows])}`
}

const isOwn = (check: CheckDetail, label: number, predicted: number): boolean =>
  check.perClass.find((one) => one.label === label)?.networkClass === predicted
