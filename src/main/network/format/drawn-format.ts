import { cardBeside } from './card-beside.ts'
import { assembled, type Drawable, inspectedDrawable } from './convert/assemble.ts'
import type { NetworkFormat } from './format.ts'

/** Something done with a network for as long as its file is open, and the name of that file. */
export type UseNetwork<T> = (file: string, network: Drawable) => T

interface DrawnFormat extends Pick<NetworkFormat, 'origin' | 'description'> {
  match(path: string): boolean | Promise<boolean>
  /** Opens a network while it is used. @throws NetworkFileError */
  withNetwork<T>(path: string, use: UseNetwork<T>): Promise<T>
}

/** A format whose networks are drawn in ONNX's dialect: one path, and if wanted a card after it. */
export const drawnFormat = ({ match, withNetwork, ...named }: DrawnFormat): NetworkFormat => ({
  ...named,
  match: async ([path]) => path !== undefined && match(path),
  async inspect([path = '', ...rest]) {
    const card = await cardBeside(rest, undefined)
    return withNetwork(path, (file, network) => inspectedDrawable(file, network, card))
  },
  async open([path = '', ...rest], given) {
    const card = await cardBeside(rest, given)
    return withNetwork(path, (file, network) => assembled(file, network, card))
  },
})
