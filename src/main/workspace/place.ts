import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

export interface PlaceOptions {
  readonly platform?: NodeJS.Platform
  readonly env?: NodeJS.ProcessEnv
  readonly home?: string
}

/** Where an application keeps its data on each system: XDG_DATA_HOME, Application Support or LOCALAPPDATA. */
const dataHome = (platform: NodeJS.Platform, env: NodeJS.ProcessEnv, home: string): string => {
  if (platform === 'win32') return env.LOCALAPPDATA || join(home, 'AppData', 'Local')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support')
  // The XDG base directory specification: a relative path is to be ignored.
  return env.XDG_DATA_HOME?.startsWith('/') ? env.XDG_DATA_HOME : join(home, '.local', 'share')
}

/** The workspace's folder: what the user named, else GUISE_WORKSPACE, else `guise` where the system keeps data. */
export const workspacePlace = (chosen?: string, options: PlaceOptions = {}): string => {
  const { platform = process.platform, env = process.env, home = homedir() } = options
  const named = chosen || env.GUISE_WORKSPACE
  return named ? resolve(named) : join(dataHome(platform, env, home), 'guise')
}
