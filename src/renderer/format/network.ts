/**
 * A network's id made short where its title is not known (any more): a shipped network's name as it is; of paths,
 * the folder that holds the files.
 */
export function shortNetwork(id: string): string {
  const [first = id] = id.split(',')
  const parts = first.split(/[/\\]/).filter(Boolean)
  const last = parts.at(-1) ?? id
  return /\.(prototxt|caffemodel|json)$/.test(last) ? (parts.at(-2) ?? last) : last
}
