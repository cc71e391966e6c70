// Writes src/main/dataset/wordnet.json, the names of ImageNet's classes, from the ids and labels of networks' own lists:
// `node scripts/wordnet.ts classes.json …`, each file as `--labels` of `guise make` takes it, the first to name an id being believed.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readLabels } from '../src/main/network/labels.ts'

const names = new Map<string, string>()
for (const path of process.argv.slice(2)) {
  const { ids, labels } = await readLabels(path)
  for (const [i, id] of ids.entries()) {
    // The first of several names ("tench, Tinca tinca"), as words.
    const name = labels[i]?.split(',', 1)[0]?.replaceAll('_', ' ').trim()
    if (name && !names.has(id)) names.set(id, name)
  }
}
const sorted = [...names].sort(([a], [b]) => (a < b ? -1 : 1))
const file = join(import.meta.dirname, '../src/main/dataset/wordnet.json')
await writeFile(file, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`)
process.stdout.write(`${sorted.length} names\n`)
