import { join } from 'node:path'
import { defineConfig } from 'electron-vite'

const source = (path: string): string => join(import.meta.dirname, 'src', path)

/** Electron's own processes; the page is built by `vite.config.ts`, for both hosts alike. */
export default defineConfig({
  main: {
    build: {
      // Dependencies stay in node_modules: several are native.
      externalizeDeps: true,
      rollupOptions: {
        input: {
          index: source('main/index.ts'),
          engine: source('main/engine.ts'),
          // Threads of the engine's.
          'draw-worker': source('main/network/random/draw-worker.ts'),
          'fit-worker': source('main/feature/fit-worker.ts'),
          'layout-worker': source('main/feature/layout-worker.ts'),
          'solver-worker': source('main/solver/threads/worker.ts'),
        },
      },
    },
  },
  preload: {
    build: {
      // A sandboxed preload script can require nothing but Electron, and cannot be a module.
      externalizeDeps: false,
      rollupOptions: {
        input: { guise: source('preload/guise.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
})
