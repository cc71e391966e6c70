import { type Ref, ref, watch } from 'vue'
import type { ZodType } from 'zod'

/** A setting that this browser remembers. What is stored but no longer fits the schema is forgotten. */
export function stored<T>(name: string, schema: ZodType<T>, initial: T): Ref<T> {
  const key = `guise.${name}`
  const value = ref(read(key, schema) ?? structuredClone(initial)) as Ref<T>
  watch(value, (now) => localStorage.setItem(key, JSON.stringify(now)), { deep: true })
  return value
}

function read<T>(key: string, schema: ZodType<T>): T | null {
  try {
    const parsed = schema.safeParse(JSON.parse(localStorage.getItem(key) ?? 'null'))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
