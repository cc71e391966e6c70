import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { app, type BrowserWindow } from 'electron'
import { backendNameSchema } from '../contract/about.ts'
import { confinePages, confineSession } from './electron/confine.ts'
import { answerDialogs } from './electron/dialogs.ts'
import { startUtilityEngine } from './electron/engine.ts'
import { setMenu } from './electron/menu.ts'
import { connectPages } from './electron/pages.ts'
import { answerScheme, declareScheme } from './electron/protocol.ts'
import { openWindow } from './electron/window.ts'
import { openWorkspace } from './electron/workspace.ts'
import { DatasetRoute } from './host/routes/dataset.ts'
import { EngineSupervisor } from './host/supervisor.ts'
import { workspacePlace } from './workspace/place.ts'

const engineFile = join(import.meta.dirname, 'engine.js')
const preload = join(import.meta.dirname, '../preload/guise.cjs')
const pages = join(import.meta.dirname, '../renderer')

// Electron's own switches may be among the arguments.
const { values } = parseArgs({
  strict: false,
  options: { workspace: { type: 'string' }, backend: { type: 'string' } },
})
const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

function run(): void {
  const workspace = openWorkspace(workspacePlace(text(values.workspace)))
  if (workspace === undefined) return
  const backend = backendNameSchema
    .nullable()
    .catch(null)
    .parse(text(values.backend) ?? null)
  const supervisor = new EngineSupervisor(() =>
    startUtilityEngine(engineFile, { workspace: workspace.folder, backend }),
  )
  const datasets = new DatasetRoute(workspace)
  answerScheme({ workspace, pages, datasets, status: () => supervisor.status })
  confineSession()
  // The engine forgets with its process which folders were allowed, so each new one is told again.
  const directories = new Set<string>()
  supervisor.on('ready', () => {
    for (const directory of directories) supervisor.post({ type: 'allow', directory })
  })
  answerDialogs((directory) => {
    directories.add(directory)
    supervisor.post({ type: 'allow', directory })
  })
  connectPages(supervisor)
  supervisor.start()
  setMenu()
  showWindow()
  endWith(async () => {
    await supervisor.stop()
    await datasets.close()
    workspace.close()
  })
}

function showWindow(): void {
  let window: BrowserWindow | undefined = openWindow(preload)
  window.on('closed', () => {
    window = undefined
  })
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore()
    window?.focus()
  })
  app.on('activate', () => {
    window ??= openWindow(preload)
  })
}

/** Lets what is being written be finished before the app ends. */
function endWith(close: () => Promise<void>): void {
  let closed = false
  app.on('before-quit', (event) => {
    if (closed) return
    event.preventDefault()
    void close().finally(() => {
      closed = true
      app.quit()
    })
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
}

declareScheme()
confinePages()
app.enableSandbox()
if (app.requestSingleInstanceLock()) void app.whenReady().then(run)
else app.quit()
