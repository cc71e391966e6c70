import type { LayerSummary, NetworkSummary } from '../../contract/network.ts'

const JOINS: ReadonlySet<string> = new Set(['Concat', 'Eltwise'])
const RICH: ReadonlySet<string> = new Set(['Convolution', 'InnerProduct', ...JOINS])

/**
 * Layers that show how a representation changes on its way through a network: about `count`, evenly spread from the first
 * convolution to the last layer before the classes, one of them `include`. Where a network's modules end in joins
 * (fire, inception), these stand for the modules.
 */
export function spreadLayers(
  { layers, defaultLayer }: Pick<NetworkSummary, 'layers' | 'defaultLayer'>,
  count: number,
  include: string,
): string[] {
  const last = layers.findIndex(({ name }) => name === defaultLayer)
  const reached = last < 0 ? layers : layers.slice(0, last + 1)
  const stages = stagesOf(reached, count)
  const step = Math.max(1, (stages.length - 1) / Math.max(1, count - 1))
  const picked = Array.from(
    { length: Math.min(count, stages.length) },
    (_, i) => stages[Math.round(i * step)],
  )
  return withLayer(
    layers.map(({ name }) => name),
    picked.flatMap((layer) => layer?.name ?? []),
    include,
  )
}

function stagesOf(layers: readonly LayerSummary[], count: number): readonly LayerSummary[] {
  const rich = layers.filter(({ type }) => RICH.has(type))
  const joins = rich.filter(({ type }) => JOINS.has(type))
  if (joins.length >= count - 1) return [...rich.slice(0, 1), ...joins]
  return rich.length > 0 ? rich : layers
}

/** The picked layers with `include` in the place of the nearest one, in the network's order. */
function withLayer(all: readonly string[], picked: readonly string[], include: string): string[] {
  const wanted = all.indexOf(include)
  if (wanted < 0 || picked.includes(include)) return [...picked]
  const away = (name: string) => Math.abs(all.indexOf(name) - wanted)
  const nearest = picked.reduce((best, name) => (away(name) < away(best) ? name : best), picked[0] ?? include)
  return [...picked.filter((name) => name !== nearest), include].sort(
    (a, b) => all.indexOf(a) - all.indexOf(b),
  )
}
