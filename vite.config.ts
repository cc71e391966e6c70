import { join } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig, type ProxyOptions } from 'vite'

const serveAt = `127.0.0.1:${process.env.GUISE_PORT ?? 4173}`

/** In development, what `serve` answers is asked of a running one, with its token and as if from its own page. */
const forwarded: ProxyOptions = {
  target: `http://${serveAt}`,
  changeOrigin: true,
  ws: true,
  headers: { Authorization: `Bearer ${process.env.GUISE_TOKEN ?? 'dev'}`, Origin: `http://${serveAt}` },
}

/** The renderer: one build that `serve` and Electron both show. */
export default defineConfig({
  root: join(import.meta.dirname, 'src/renderer'),
  base: './',
  plugins: [vue()],
  build: {
    outDir: join(import.meta.dirname, 'out/renderer'),
    emptyOutDir: true,
    // The page's policy allows no data: scripts, and fonts or pictures are better cached as files.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
  },
  server: {
    proxy: Object.fromEntries(
      ['/rpc', '/blob', '/cache', '/dataset', '/thumbnail', '/upload', '/export', '/status'].map((path) => [
        path,
        forwarded,
      ]),
    ),
  },
})
