import { onScopeDispose, type ShallowRef, shallowRef, watch } from 'vue'

/** What `source` says once it has said the same for so many milliseconds; the first at once. */
export function debounced<T>(source: () => T, milliseconds: number): Readonly<ShallowRef<T>> {
  const settled = shallowRef(source())
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(source, (now) => {
    clearTimeout(timer)
    timer = setTimeout(() => (settled.value = now), milliseconds)
  })
  onScopeDispose(() => clearTimeout(timer))
  return settled
}
