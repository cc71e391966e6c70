import { defineStore } from 'pinia'
import { computed } from 'vue'
import { z } from 'zod'
import type { Dataset } from '../../contract/dataset.ts'
import type { Image } from '../../contract/image.ts'
import { type Pair, pairsCsv, pairsOf } from '../gallery/pairs.ts'
import { useAbout } from './about.ts'
import type { Slot } from './stage.ts'
import { stored } from './stored.ts'

const memberSchema = z.object({ hash: z.string(), name: z.string(), file: z.string() })
const listSchema = z.object({
  sources: z.array(memberSchema),
  guides: z.array(memberSchema),
  pairing: z.enum(['inOrder', 'each']),
})
export type PairList = z.infer<typeof listSchema>
export type PairMember = z.infer<typeof memberSchema>

const EMPTY: PairList = { sources: [], guides: [], pairing: 'inOrder' }

/** Sources and guides put together for later, remembered by this browser, and the pairs they make. */
export const usePairList = defineStore('datasets-pairs', () => {
  const list = stored<PairList>('pairs', listSchema, EMPTY)
  const about = useAbout()
  const pairs = computed<Pair[]>(() => pairsOf(list.value))
  const csv = computed(() => pairsCsv(pairs.value))

  /** @returns how many were not there before */
  function add(slot: Slot, members: readonly PairMember[]): number {
    const side = slot === 'source' ? list.value.sources : list.value.guides
    const known = new Set(side.map(({ hash }) => hash))
    const fresh = members.filter(({ hash }) => !known.has(hash))
    side.push(...fresh)
    return fresh.length
  }

  function removeMember(slot: Slot, hash: string): void {
    const key = slot === 'source' ? 'sources' : 'guides'
    list.value[key] = list.value[key].filter((member) => member.hash !== hash)
  }

  function clear(): void {
    list.value = { ...EMPTY, sources: [], guides: [], pairing: list.value.pairing }
  }

  /** An image taken from a dataset, with the file that the command line can read: its own, or the workspace's copy. */
  function memberOf(dataset: Dataset, image: Image, path: string): PairMember {
    const own = dataset.kind === 'folder' || dataset.kind === 'ilsvrc'
    const blobs = `${about.about?.workspace ?? ''}/blobs`
    const file = own ? `${dataset.path}/${path}` : `${blobs}/${image.hash.slice(0, 2)}/${image.hash}`
    return { hash: image.hash, name: image.name, file }
  }

  return { list, pairs, csv, add, removeMember, clear, memberOf }
})
