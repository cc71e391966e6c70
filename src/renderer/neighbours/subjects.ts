import type { QueryPoint } from '../../contract/feature.ts'
import type { Image } from '../../contract/image.ts'
import type { Result } from '../../contract/result.ts'
import type { Role } from '../theme/roles.ts'

/** One of the images whose neighbours are asked for. */
export interface Subject {
  readonly role: Role
  readonly name: string
  /** The blob to show: the very pixels that are asked about, where they are a result's. */
  readonly hash: string
  readonly point: QueryPoint
  /** What its own network sees in it; null where that was not measured. */
  readonly label: string | null
}

/**
 * Source, guide and adversary of a result, or source and guide alone. A result's images are exactly its network's
 * input; another network takes them as any image.
 *
 * @param network the network whose representations are compared
 */
export function subjectsOf(
  source: Image | null,
  guide: Image | null,
  result: Result | null,
  network: string | null,
): Subject[] {
  if (result) {
    const prepared = result.network === network
    const { images, report } = result
    const subject = (role: Role, name: string): Subject => ({
      role,
      name,
      hash: images[role],
      point: { kind: 'image', hash: images[role], prepared },
      label: report.labels[role][0]?.label ?? null,
    })
    return [
      subject('source', result.source.name),
      subject('guide', result.guide.name),
      subject('adversary', `towards ${result.guide.name}`),
    ]
  }
  const drafts = [
    { role: 'source', image: source },
    { role: 'guide', image: guide },
  ] as const
  return drafts.flatMap(({ role, image }) =>
    image ? [{ role, name: image.name, hash: image.hash, point: pointOf(image.hash), label: null }] : [],
  )
}

const pointOf = (hash: string): QueryPoint => ({ kind: 'image', hash, prepared: false })
