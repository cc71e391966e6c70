import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
const src = join(root, 'src')

/** Rows of docs/architecture.md's table, from the top: the rooms that each names, below `src`. */
function rows(): string[][] {
  const page = readFileSync(join(root, 'docs', 'architecture.md'), 'utf8')
  const cells = page.split('\n').flatMap((line) => /^\| (`.*?`) \|/.exec(line)?.[1] ?? [])
  const paths = cells.map((cell) => [...cell.matchAll(/`([^`]+?)\/?`/g)].map(([, path = '']) => path))
  return paths
    .filter(([first = '']) => first.startsWith('src/'))
    .map((row) => row.map((path) => (path.startsWith('src/') ? path.slice('src/'.length) : `main/${path}`)))
}

/** `main/solver` for a file in it, `main/cli.ts` for that file, `renderer`. */
function roomOf(file: string): string {
  const [first = '', second = ''] = relative(src, file).split(sep)
  return first === 'main' ? `main/${second}` : first
}

/** What each room imports, tests and what only they use left out. */
function imports(): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  for (const name of readdirSync(src, { recursive: true, encoding: 'utf8' })) {
    const file = join(src, name)
    if (
      !/\.(ts|vue)$/.test(name) ||
      /\.test\.ts$|fixtures?\.ts$|testing/.test(name) ||
      !statSync(file).isFile()
    )
      continue
    const room = roomOf(file)
    const imported = found.get(room) ?? new Set()
    found.set(room, imported)
    for (const [, from = ''] of readFileSync(file, 'utf8').matchAll(/(?:from |import\()'(\.[^']+)'/g)) {
      const target = join(dirname(file), from)
      if (target.startsWith(src + sep) && roomOf(target) !== room) imported.add(roomOf(target))
    }
  }
  return found
}

describe('the house, as docs/architecture.md shows it', () => {
  const table = rows()
  const place = (room: string): number => table.findIndex((names) => names.includes(room))
  const found = imports()

  it('has every room, and no other', () => {
    expect([...found.keys()].filter((room) => place(room) < 0)).toEqual([])
    for (const room of table.flat()) expect(existsSync(join(src, room)), room).toBe(true)
  })

  it('imports downwards only, but for the contract', () => {
    expect(found.size).toBeGreaterThan(20)
    const upwards = [...found].flatMap(([room, others]) =>
      [...others]
        .filter((other) => other !== 'contract' && place(other) < place(room))
        .map((other) => `${room} imports ${other}`),
    )
    expect(upwards).toEqual([])
  })

  it.each(['renderer', 'preload'])('lets %s import the contract and nothing else', (room) => {
    expect([...(found.get(room) ?? [])]).toEqual(['contract'])
  })

  it('lets the contract import nothing', () => {
    expect([...(found.get('contract') ?? ['it is missing'])]).toEqual([])
  })

  it.each([
    'method',
    'measure',
    'export',
    'inversion',
    'feature',
    'solver',
    'dataset',
    'network',
    'tensor',
    'simd',
  ])('keeps %s free of jobs and of our files', (room) => {
    const others = [...(found.get(`main/${room}`) ?? [])]
    const foreign = ['job', 'workspace', 'library', 'download', 'host', 'api', 'engine', 'electron', 'zoo']
    expect(others.filter((other) => foreign.includes(other.slice('main/'.length)))).toEqual([])
  })
})
