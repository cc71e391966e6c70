import type { Weight } from '../../graph.ts'

/** A layer as the files of weights name it: its name and class, and those of the networks it is nested in, the outermost first. */
export type LayerPath = readonly { readonly name: string; readonly unit: string }[]

/** Where a network's variables are kept. */
export interface Variables {
  /**
   * A layer's variable, as Keras shapes it, read anew each time.
   * @param index its place among the layer's variables
   * @returns undefined where there is none
   */
  read(layer: LayerPath, name: string, index: number): Weight | undefined
}

/** Names that a variable had in other versions. */
const aliases: Readonly<Record<string, readonly string[]>> = {
  kernel: ['kernel', 'depthwise_kernel'],
}

/**
 * Variables that are kept under names such as `conv1/kernel`, as Keras 2 and TensorFlow.js do: the one whose name ends in layer and
 * variable, and that lies in the outermost network where several do.
 */
export function namedVariables(names: Iterable<string>, read: (name: string) => Weight): Variables {
  const all = [...names].map((name) => ({ name, plain: `/${name.replace(/:0$/, '')}` }))
  const byEnd = Map.groupBy(all, ({ plain }) => plain.slice(plain.lastIndexOf('/') + 1))
  return {
    read(path, variable) {
      const [layer = '', outer] = [path.at(-1)?.name, path.length > 1 ? path[0]?.name : undefined]
      for (const end of aliases[variable] ?? [variable]) {
        const found = (byEnd.get(end) ?? []).filter(({ plain }) => plain.endsWith(`/${layer}/${end}`))
        // A top layer's own group holds all of its variables, whatever scopes they were made in.
        const others =
          path.length > 1 ? [] : (byEnd.get(end) ?? []).filter(({ plain }) => plain.startsWith(`/${layer}/`))
        const candidates = found.length > 0 ? found : others
        const best = candidates.find(({ plain }) => plain.startsWith(`/${outer ?? layer}/`)) ?? candidates[0]
        if (best !== undefined) return read(best.name)
      }
      return undefined
    },
  }
}

const roots = ['layers', '_layer_checkpoint_dependencies']

/** Variables by the place of their layer, as in a `.keras` archive: `layers/conv2d_1/vars/0`. */
export function placedVariables(names: Iterable<string>, read: (name: string) => Weight): Variables {
  const byPlace = new Map([...names].map((name): [string, string] => [name.replaceAll('\\', '/'), name]))
  const root =
    roots.find((folder) => [...byPlace.keys()].some((name) => name.startsWith(`${folder}/`))) ?? 'layers'
  return {
    read(path, _, index) {
      const place = path.map(({ unit }) => `${root}/${unit}`).join('/')
      const name = byPlace.get(`${place}/vars/${index}`)
      return name === undefined ? undefined : read(name)
    },
  }
}

/** The names that Keras gives the layers of one network in an archive: their classes in snake case, counted. */
export function unitsOf(classNames: readonly string[]): string[] {
  const counts = new Map<string, number>()
  return classNames.map((className) => {
    const unit = snakeCase(className)
    const count = counts.get(unit) ?? 0
    counts.set(unit, count + 1)
    return count === 0 ? unit : `${unit}_${count}`
  })
}

/** As `keras.src.utils.naming.to_snake_case`. */
const snakeCase = (name: string): string =>
  name
    .replaceAll(/\W+/g, '')
    .replaceAll(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
