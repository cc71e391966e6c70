import { app, dialog } from 'electron'
import { setAside } from '../workspace/aside.ts'
import { WorkspaceError } from '../workspace/errors.ts'
import { Workspace } from '../workspace/workspace.ts'

/** Opens the workspace, asking the user what to do about one that cannot be used. Undefined: they want to quit. */
export function openWorkspace(folder: string): Workspace | undefined {
  try {
    return new Workspace(folder)
  } catch (error) {
    const damaged = error instanceof WorkspaceError && error.trouble === 'damaged'
    const chosen = dialog.showMessageBoxSync({
      type: 'error',
      title: 'Guise',
      message: 'The workspace cannot be opened.',
      detail: error instanceof Error ? error.message : String(error),
      buttons: damaged ? ['Quit', 'Set the database aside and start a new one'] : ['Quit'],
      defaultId: 0,
      cancelId: 0,
    })
    if (chosen !== 1) {
      app.exit(1)
      return undefined
    }
    setAside(folder)
    return openWorkspace(folder)
  }
}
