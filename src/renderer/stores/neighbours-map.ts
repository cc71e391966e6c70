import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { type FeatureMap, type MapSpec, mapDefaults, mapSpecSchema } from '../../contract/feature.ts'
import { cacheUrl } from '../backend/addresses.ts'
import { useBackend } from '../backend/backend.ts'
import type { Point } from '../charts/map-camera.ts'
import type { Role } from '../theme/roles.ts'
import { isActive, useJobs } from './jobs.ts'
import { useNeighbours } from './neighbours.ts'
import { useNotices } from './notices.ts'

/** A map with its points at hand. */
export interface LoadedMap extends Omit<FeatureMap, 'points' | 'indexes' | 'labels'> {
  readonly points: Float32Array
  /** Each point's index in the dataset. */
  readonly indexes: Int32Array
  /** Each point's class, −1 for none. */
  readonly labels: Int32Array
}

/** One of the images asked about, on the map. */
export interface PlacedSubject extends Point {
  readonly role: Role
}

/** The two-dimensional map of the representations that the neighbours are searched in. */
export const useNeighbourMap = defineStore('neighbours-map', () => {
  const neighbours = useNeighbours()
  const jobs = useJobs()
  const notices = useNotices()
  const map = shallowRef<LoadedMap | null>(null)
  const placed = shallowRef<readonly PlacedSubject[]>([])
  const neighbourhood = ref<number>(mapDefaults.neighbours)
  const jobId = ref<string | null>(null)

  const spec = computed<MapSpec | null>(() => {
    const { set, within, settings } = neighbours
    if (set?.state !== 'complete') return null
    const { dataset, network, layer, pooling } = set
    const matrix = { dataset, network, layer, pooling }
    return {
      kind: 'map',
      ...mapDefaults,
      ...matrix,
      within,
      metric: settings.metric,
      neighbours: neighbourhood.value,
    }
  })
  const job = computed(() => (jobId.value ? (jobs.byId.get(jobId.value) ?? null) : null))
  const running = computed(() => (job.value && isActive(job.value) ? job.value : null))

  async function start(): Promise<void> {
    if (spec.value) jobId.value = (await jobs.start(spec.value)).id
  }

  async function open(key: string): Promise<void> {
    const found = await useBackend().client.features.map({ key })
    const [points, indexes, labels] = await Promise.all([
      bytesOf(found.points).then((bytes) => new Float32Array(bytes)),
      bytesOf(found.indexes).then((bytes) => new Int32Array(bytes)),
      bytesOf(found.labels).then((bytes) => new Int32Array(bytes)),
    ])
    map.value = { ...found, points, indexes, labels }
  }

  async function place(): Promise<void> {
    const key = map.value?.key
    const subjects = neighbours.subjects
    placed.value = []
    if (!key || subjects.length === 0) return
    const points = subjects.map(({ point }) => point)
    const places = await useBackend().client.features.place({ key, points })
    if (map.value?.key !== key || neighbours.subjects !== subjects) return
    placed.value = subjects.flatMap(({ role }, i) => {
      const at = places[i]
      return at ? [{ role, ...at }] : []
    })
  }

  watch(
    () => job.value?.result,
    (key) => key && notices.attempt(() => open(key)),
  )
  watch([map, () => neighbours.subjects], () => notices.attempt(place))
  // A map of other representations says nothing about those that are now asked about.
  watch(
    () => JSON.stringify(spec.value),
    () => {
      jobId.value = null
      map.value = null
      const wanted = spec.value && nameOf(spec.value)
      const made = jobs.list.find(
        (one) => one.result !== null && one.spec.kind === 'map' && nameOf(one.spec) === wanted,
      )
      if (made?.result) void notices.attempt(() => open(made.result ?? ''))
    },
    { immediate: true },
  )

  return { map, placed, neighbourhood, spec, running, start }
})

/** The same text for the same map, whatever order its fields came in. */
function nameOf(spec: MapSpec): string {
  return JSON.stringify(mapSpecSchema.parse(spec))
}

/** Little-endian numbers, as every machine that runs browsers keeps them. */
async function bytesOf(hash: string): Promise<ArrayBuffer> {
  const response = await fetch(cacheUrl(hash))
  if (!response.ok) throw new Error('The map’s points are no longer kept. Make the map again.')
  return response.arrayBuffer()
}
