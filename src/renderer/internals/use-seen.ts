import { onBeforeUnmount, type Ref, ref, type ShallowRef, watch } from 'vue'

/** Whether an element is on screen, or nearly. */
export function useSeen(element: Readonly<ShallowRef<HTMLElement | null>>): Readonly<Ref<boolean>> {
  const seen = ref(false)
  const observer = new IntersectionObserver((entries) => {
    seen.value = entries.at(-1)?.isIntersecting ?? false
  })
  watch(
    element,
    (now, before) => {
      if (before) observer.unobserve(before)
      if (now) observer.observe(now)
    },
    { immediate: true },
  )
  onBeforeUnmount(() => observer.disconnect())
  return seen
}
