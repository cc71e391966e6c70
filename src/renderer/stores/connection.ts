import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import { type Connection, useBackend } from '../backend/backend.ts'

/** Whether the engine can be reached; `readyCount` grows each time it (again) can, for stores that must then reload. */
export const useConnection = defineStore('connection', () => {
  const connection = shallowRef<Connection>({ state: 'connecting' })
  const readyCount = ref(0)
  useBackend().onConnection((now) => {
    connection.value = now
    if (now.state === 'ready') readyCount.value += 1
  })
  return { connection, readyCount }
})
