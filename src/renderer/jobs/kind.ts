import type { RouteLocationRaw } from 'vue-router'
import type { Job, JobKind, JobSpec, SpecOf } from '../../contract/job.ts'
import type { Role } from '../theme/roles.ts'

/** How the list of jobs tells of one kind. Its functions may use stores. */
export interface JobText<S extends JobSpec = JobSpec> {
  /** What it does, in one line. */
  what(spec: S): string
  /** Said after it in a softer tone: settings that seldom matter. */
  detail(spec: S): string
  /** The number that says how well it goes, with what it is; left out where a kind has none. */
  figure?(job: Job & { readonly spec: S }): string
  /** At most two pictures to tell it by, as hashes of images in the workspace. */
  images(spec: S): readonly { readonly hash: string; readonly role?: Role }[]
  /** Puts the job's work before the user and returns the view that has it. */
  show(job: Job & { readonly spec: S }): RouteLocationRaw | Promise<RouteLocationRaw>
}

/** The text of one kind. */
export type JobKindText<K extends JobKind> = JobText<SpecOf<K>>
