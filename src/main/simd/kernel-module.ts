/** A room's kernels as scripts/assembly.mjs compiled them, taken from their text when first wanted. */
export class KernelModule {
  readonly #text: string
  readonly #room: string
  #compiled: WebAssembly.Module | undefined

  /**
   * @param text the module in base64
   * @param room the folder that has its `assembly/`
   */
  constructor(text: string, room: string) {
    this.#text = text
    this.#room = room
  }

  /**
   * The kernels of these names at work on a memory. WebAssembly's arithmetic is IEEE's to the bit, without fused multiply-adds, on every
   * machine.
   * @throws Error where the module does not export one of them: it was compiled from other sources
   */
  instantiate<Kernels extends object>(
    memory: WebAssembly.Memory,
    names: readonly (keyof Kernels & string)[],
  ): Kernels {
    this.#compiled ??= new WebAssembly.Module(Buffer.from(this.#text, 'base64'))
    const { exports } = new WebAssembly.Instance(this.#compiled, { env: { memory } })
    if (!exportsAll<Kernels>(exports, names)) {
      const missing = names.filter((name) => !isFunction(exports, name))
      throw new Error(
        `The compiled kernels lack ${missing.join(', ')}; run node scripts/assembly.mjs ${this.#room}.`,
      )
    }
    return exports
  }
}

const isFunction = (exports: object, name: string): boolean =>
  typeof Reflect.get(exports, name) === 'function'

function exportsAll<Kernels extends object>(
  exports: object,
  names: readonly (keyof Kernels & string)[],
): exports is Kernels {
  return names.every((name) => isFunction(exports, name))
}
