import { defineStore } from 'pinia'
import { computed, shallowRef, triggerRef } from 'vue'
import type { Job, JobSpec } from '../../contract/job.ts'
import type { TracePoint } from '../../contract/measures.ts'
import { useBackend } from '../backend/backend.ts'

/** Whether the engine still works on a job, or will. */
export function isActive(job: Job): boolean {
  return job.state === 'queued' || job.state === 'running'
}

/** The engine's queue as it stands, and the trace and newest frame of every job that was watched. */
export const useJobs = defineStore('jobs', () => {
  const byId = shallowRef(new Map<string, Job>())
  const traces = shallowRef(new Map<string, readonly TracePoint[]>())
  const frames = shallowRef(new Map<string, string>())
  const watched = new Set<string>()
  const list = computed(() => [...byId.value.values()].sort((a, b) => b.createdAt.localeCompare(a.createdAt)))
  const active = computed(() => list.value.filter(isActive))

  function put(job: Job): void {
    byId.value.set(job.id, job)
    triggerRef(byId)
  }

  /** Reads the queue again and follows what is active: at the start, and after the engine was away. */
  async function load(): Promise<void> {
    const jobs = await useBackend().client.jobs.list()
    byId.value = new Map(jobs.map((job) => [job.id, job]))
    for (const job of jobs.filter(isActive)) void follow(job.id)
  }

  async function start(spec: JobSpec): Promise<Job> {
    const job = await useBackend().client.jobs.start(spec)
    put(job)
    void follow(job.id)
    return job
  }

  async function cancel(id: string): Promise<void> {
    put(await useBackend().client.jobs.cancel({ id }))
  }

  /** Follows a job to its end. A broken connection ends this quietly: `load` follows again after it. */
  async function follow(id: string): Promise<void> {
    if (watched.has(id)) return
    watched.add(id)
    let first = true
    let last: Job | undefined
    try {
      for await (const event of await useBackend().client.jobs.watch({ id })) {
        traces.value.set(id, first ? event.trace : [...(traces.value.get(id) ?? []), ...event.trace])
        if (event.trace.length > 0) triggerRef(traces)
        if (event.frame !== null && frames.value.get(id) !== event.frame) {
          frames.value.set(id, event.frame)
          triggerRef(frames)
        }
        first = false
        put(event.job)
        last = event.job
      }
      // The engine indexes a dataset that has arrived: a job this page has not asked for.
      if (last?.spec.kind === 'download' && last.state === 'finished') await load()
    } catch {
      // Told by the connection's own banner; the job's state comes with the next `load`.
    } finally {
      watched.delete(id)
    }
  }

  return { byId, traces, frames, list, active, load, start, cancel, follow }
})
