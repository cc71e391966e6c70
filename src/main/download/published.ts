/** A file's hash as its publisher gives it, in lower-case hexadecimal. */
export interface PublishedHash {
  readonly algorithm: 'sha256' | 'sha1' | 'md5'
  readonly value: string
}

/** A file somewhere on the net. */
export interface PublishedFile {
  readonly address: string
  /** Its size, where it is known for sure. */
  readonly bytes?: number
  /** Where none is published, that of the first download is kept to compare later ones with. */
  readonly hash?: PublishedHash
  /** The entries wanted of a tar archive; all where it is left out. */
  readonly only?: readonly string[]
}

/** Something published, of one file or several, as data. */
export interface Published {
  /** Names it on the command line; also the name of its folder. */
  readonly name: string
  readonly title: string
  readonly description: string
  readonly licence: string
  readonly page: string
  readonly files: readonly PublishedFile[]
  /** Size when unpacked, roughly: asked of the disk beforehand. The files' own size where it is left out. */
  readonly unpackedBytes?: number
  /** The folder within the archive that holds it; the whole archive where it is left out. */
  readonly folder?: string
  /** Small files of our own to put beside what is fetched: their texts by name. */
  readonly extra?: Readonly<Record<string, string>>
  /** Of a network, its file of class names. */
  readonly labels?: string
}

/** The file's name: the last part of its address. */
export function fileName({ address }: PublishedFile): string {
  const name = new URL(address).pathname.split('/').at(-1)
  if (!name) throw new TypeError(`${address} ends in no file name.`)
  return decodeURIComponent(name)
}

/** Where to fetch the file: its own address, or under a mirror by its name. */
export function addressOf(file: PublishedFile, mirror: string | null): string {
  if (mirror === null) return file.address
  return new URL(encodeURIComponent(fileName(file)), mirror.endsWith('/') ? mirror : `${mirror}/`).href
}
