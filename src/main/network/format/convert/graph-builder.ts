import type { Dialect, Graph, Layer, Weight, Weights } from '../../graph.ts'
import { planOnnx } from '../../onnx/plan.ts'
import { countOf, type ElementType, type Known } from '../../onnx/value.ts'

/** The operators' version that other formats are converted into. */
export const dialect: Dialect = { name: 'onnx', opset: 17 }

/** Draws up a graph in ONNX's dialect node by node, and knows type and shape of every value for a batch of one image. */
export class GraphBuilder {
  readonly #constants: Layer[] = []
  readonly #layers: Layer[] = []
  readonly #weights = new Map<string, Weight>()
  readonly #values = new Map<string, Known>()
  readonly #names = new Set<string>()
  readonly #input: Graph['input']

  /** @param input the image's blob and its shape, `[channels, height, width]` */
  constructor(input: Graph['input']) {
    this.#input = input
    this.#names.add(input.blob)
    this.#values.set(input.blob, { type: 'float32', shape: [1, ...input.shape] })
  }

  /** What was drawn. */
  finish(name: string): { graph: Graph; weights: Weights } {
    const layers = [...this.#constants, ...this.#layers]
    return { graph: { name, dialect, input: this.#input, layers }, weights: this.#weights }
  }

  /** A name that nothing has yet, as like the given one as can be. */
  unique(name: string): string {
    const base = name === '' ? 'value' : name
    let free = base
    for (let i = 2; this.#names.has(free); i++) free = `${base}:${i}`
    this.#names.add(free)
    return free
  }

  /** What is known of a value, for one image. */
  known(name: string): Known {
    const known = this.#values.get(name)
    if (known === undefined) throw new TypeError(`nothing is known of the value "${name}"`)
    return known
  }

  shape = (name: string): readonly number[] => this.known(name).shape

  /**
   * Adds a node, named as its first output.
   * @returns the names of its outputs, which are the wished ones or as like them as can be
   * @throws NetworkFileError naming the node where it cannot be
   */
  nodes(
    type: string,
    inputs: readonly string[],
    params: Layer['params'],
    wished: readonly string[],
  ): string[] {
    const tops = wished.map((name) => this.unique(name))
    const layer = { name: tops[0] ?? '', type, bottoms: inputs, tops, params }
    this.#learn(layer)
    this.#layers.push(layer)
    return tops
  }

  /** As `nodes`, for one with a single output. */
  node(type: string, inputs: readonly string[], params: Layer['params'], wished: string): string {
    return this.nodes(type, inputs, params, [wished])[0] ?? ''
  }

  /** A weight under a name like the wished one, which nothing had before. */
  weight(wished: string, weight: Weight): string {
    const name = this.unique(wished)
    this.#weights.set(name, weight)
    this.#values.set(name, { type: 'float32', ...weight })
    return name
  }

  /** Float numbers that an operator takes as an input: a scalar where there is one number and no shape. */
  floats(wished: string, numbers: readonly number[], shape: readonly number[] = []): string {
    return this.weight(wished, { shape, data: Float32Array.from(numbers) })
  }

  /** Whole numbers or truths that an operator takes as an input: a list, unless a shape says otherwise. */
  integers(
    name: string,
    values: readonly number[],
    shape: readonly number[] = [values.length],
    type: ElementType = 'int64',
  ): string {
    const tops = [this.unique(name)]
    const params = { value: { type, shape, values: [...values] } }
    const layer = { name: tops[0] ?? '', type: 'Constant', bottoms: [], tops, params }
    this.#learn(layer)
    this.#constants.push(layer)
    return layer.name
  }

  /** Numbers known for every batch size, whichever they are; undefined where they depend on the image. */
  numbers(name: string): number[] | undefined {
    const { data, shape } = this.known(name)
    return data === undefined ? undefined : Array.from({ length: countOf(shape) }, (_, i) => data[i] ?? 0)
  }

  /** Works out what a node makes. */
  #learn(layer: Layer): void {
    const inputs = layer.bottoms
      .filter((name) => name !== '')
      .map((name) => [name, this.known(name)] as const)
    const graph = { name: '', dialect, input: this.#input, layers: [layer] }
    const { values } = planOnnx(graph, new Map(), new Map(inputs))
    for (const top of layer.tops) {
      const known = values.get(top)
      if (known !== undefined) this.#values.set(top, known)
    }
  }
}
