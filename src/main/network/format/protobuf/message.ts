/** A field's value: enumerations by name, and the packed numbers of a blob as one array. */
export type FieldValue = number | string | boolean | Message | Float32Array

/**
 * A protobuf message as a map from field names to all values given, in order, whether it came from text or from
 * the wire. Readers have checked each value against the schema, so the getters only choose.
 */
export class Message {
  readonly #fields = new Map<string, FieldValue[]>()
  /** Fields the schema does not know, with the line they stand on (text only). */
  readonly unknown: { readonly name: string; readonly line: number }[] = []

  add(name: string, value: FieldValue): void {
    const values = this.#fields.get(name)
    if (values) values.push(value)
    else this.#fields.set(name, [value])
  }

  count(name: string): number {
    return this.#fields.get(name)?.length ?? 0
  }

  has(name: string): boolean {
    return this.#fields.has(name)
  }

  names(): string[] {
    return [...this.#fields.keys()]
  }

  values(): FieldValue[] {
    return [...this.#fields.values()].flat()
  }

  texts(name: string): string[] {
    return this.#all(name).filter((value) => typeof value === 'string')
  }

  text(name: string): string | undefined {
    return this.texts(name).at(-1)
  }

  numbers(name: string): number[] {
    return this.#all(name).filter((value) => typeof value === 'number')
  }

  number(name: string): number | undefined {
    return this.numbers(name).at(-1)
  }

  flag(name: string): boolean | undefined {
    return this.#all(name)
      .filter((value) => typeof value === 'boolean')
      .at(-1)
  }

  messages(name: string): Message[] {
    return this.#all(name).filter((value) => value instanceof Message)
  }

  /** The last message of that name, or an empty one: a parameter message that is not given is all defaults. */
  message(name: string): Message {
    return this.messages(name).at(-1) ?? new Message()
  }

  arrays(name: string): Float32Array[] {
    return this.#all(name).filter((value) => value instanceof Float32Array)
  }

  #all(name: string): readonly FieldValue[] {
    return this.#fields.get(name) ?? []
  }
}

/**
 * The first field in a message, or in those within it, that the schema does not know. Fillers are not looked into:
 * what a branch of Caffe added to them concerns training alone.
 */
export function firstUnknown(message: Message): { name: string; line: number } | undefined {
  if (message.unknown[0]) return message.unknown[0]
  for (const name of message.names()) {
    if (name.endsWith('filler')) continue
    for (const inner of message.messages(name)) {
      const found = firstUnknown(inner)
      if (found) return found
    }
  }
  return undefined
}
