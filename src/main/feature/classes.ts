import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { placeFile } from './place.ts'
import type { FeatureStore } from './store.ts'

const classesSchema = z.object({ labels: z.array(z.string()), ids: z.array(z.string()) })
export type Classes = z.infer<typeof classesSchema>

const CLASSES = 'classes.json'

/** Keeps the network's class names beside its predictions, so that these can be read without the network. */
export async function keepClasses(store: FeatureStore, { labels, ids }: Classes): Promise<void> {
  await placeFile(join(store.folder, CLASSES), [Buffer.from(JSON.stringify({ labels, ids }))])
}

export async function readClasses(store: FeatureStore): Promise<Classes> {
  const text = await readFile(join(store.folder, CLASSES), 'utf8').catch(() => '{"labels":[],"ids":[]}')
  return classesSchema.parse(JSON.parse(text))
}
