import { z } from 'zod'
import { DamageError } from '../byte-source.ts'

const whole = z.union([
  z.int(),
  z
    .string()
    .regex(/^-?\d{1,15}$/)
    .transform(Number),
])
const shape = z.object({
  dim: z.array(z.object({ size: whole.default(0) })).default([]),
  unknownRank: z.boolean().optional(),
})
const attributeSchema = z.object({
  s: z.string().optional(),
  i: whole.optional(),
  f: z.union([z.number(), z.enum(['Infinity', '-Infinity', 'NaN']).transform(Number)]).optional(),
  b: z.boolean().optional(),
  type: z.union([z.string(), z.number()]).optional(),
  shape: shape.optional(),
  list: z.object({ i: z.array(whole).optional(), s: z.array(z.string()).optional() }).nullish(),
})

const nodeSchema = z.object({
  name: z.string().min(1),
  op: z.string(),
  input: z.array(z.string()).default([]),
  attr: z.record(z.string(), attributeSchema.catch({})).default({}),
})

/** One node of a TensorFlow graph, with ways to ask for its attributes. */
export class GraphNode {
  readonly name: string
  readonly op: string
  /** What it takes, as node and output. */
  readonly inputs: readonly { readonly node: string; readonly index: number }[]
  readonly #attributes: z.infer<typeof nodeSchema>['attr']

  constructor({ name, op, input, attr }: z.infer<typeof nodeSchema>) {
    this.name = name
    this.op = op
    this.inputs = input.filter((text) => !text.startsWith('^')).map(sourceOf)
    this.#attributes = attr
  }

  /** A text, which JSON holds in base 64; the default where it is not there. */
  text(name: string, missing: string): string {
    const value = this.#attributes[name]?.s
    return value === undefined ? missing : decoded(value)
  }

  texts = (name: string): string[] => (this.#attributes[name]?.list?.s ?? []).map(decoded)
  integers = (name: string): number[] => this.#attributes[name]?.list?.i ?? []
  integer = (name: string, missing: number): number => this.#attributes[name]?.i ?? missing
  float = (name: string, missing: number): number => this.#attributes[name]?.f ?? missing
  truth = (name: string, missing = false): boolean => this.#attributes[name]?.b ?? missing
  type = (name: string): string => String(this.#attributes[name]?.type ?? '')

  /** Sizes of a shape's axes, −1 where they are free; undefined where not even their number is known. */
  shape(name: string): number[] | undefined {
    const value = this.#attributes[name]?.shape
    return value === undefined || value.unknownRank ? undefined : value.dim.map(({ size }) => size)
  }
}

const decoded = (value: string): string => Buffer.from(value, 'base64').toString('utf8')

/** The node and output that a name such as `split:1` stands for. */
export function sourceOf(text: string): { node: string; index: number } {
  const parts = /^(.*?)(?::(\d{1,6}))?$/s.exec(text)
  return { node: parts?.[1] ?? text, index: Number(parts?.[2] ?? 0) }
}

/** Reads a graph's nodes. @throws {DamageError} */
export function readNodes(value: unknown): GraphNode[] {
  const read = z.array(nodeSchema).min(1).safeParse(value)
  if (read.success) return read.data.map((node) => new GraphNode(node))
  const [issue] = read.error.issues
  throw new DamageError(`its node ${issue?.path.join('.') ?? ''} is not understood`, { cause: read.error })
}
