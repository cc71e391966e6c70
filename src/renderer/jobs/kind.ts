import type { RouteLocationRaw } from 'vue-router'
import type { JobKind, JobOf, SpecOf } from '../../contract/job.ts'
import type { Role } from '../theme/roles.ts'

/** How the list of jobs tells of one kind. Its functions may use stores. */
export interface JobKindText<K extends JobKind> {
  /** What it does, in one line. */
  what(spec: SpecOf<K>): string
  /** Said after it in a softer tone: settings that seldom matter. */
  detail(spec: SpecOf<K>): string
  /** At most two pictures to tell it by, as hashes of images in the workspace. */
  images(spec: SpecOf<K>): readonly { readonly hash: string; readonly role?: Role }[]
  /** Puts the job's work before the user and returns the view that has it. */
  show(job: JobOf<K>): RouteLocationRaw | Promise<RouteLocationRaw>
}
