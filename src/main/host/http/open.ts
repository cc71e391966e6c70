import { spawn } from 'node:child_process'

const openers: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  // The empty argument is the window's title.
  win32: ['cmd', '/c', 'start', ''],
}

/** Opens the address in the user's default browser, where there is one; it was printed for where there is none. */
export function openInBrowser(url: string): void {
  const [command, ...before] = openers[process.platform] ?? ['xdg-open']
  const child = spawn(command, [...before, url], { stdio: 'ignore', detached: true })
  child.on('error', () => undefined)
  child.unref()
}
