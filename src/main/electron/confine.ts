import { app, session } from 'electron'
import { isOurs } from './origin.ts'

/** The one permission the page uses: copying a number with a click. */
const granted: ReadonlySet<string> = new Set(['clipboard-sanitized-write'])

function stay(navigation: { readonly url: string; preventDefault(): void }): void {
  if (!isOurs(navigation.url)) navigation.preventDefault()
}

/** Keeps every page of the app where it is: no navigation, no windows, no web views, no permissions, no other sites. */
export function confinePages(): void {
  app.on('web-contents-created', (_, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.on('will-navigate', stay)
    contents.on('will-frame-navigate', stay)
    contents.on('will-redirect', stay)
  })
}

/** The session's part; to be called when the app is ready. */
export function confineSession(): void {
  const { defaultSession } = session
  defaultSession.setPermissionRequestHandler((contents, permission, answer) =>
    answer(granted.has(permission) && isOurs(contents.getURL())),
  )
  defaultSession.setPermissionCheckHandler((_, permission) => granted.has(permission))
  defaultSession.setDevicePermissionHandler(() => false)
  defaultSession.webRequest.onBeforeRequest((details, answer) =>
    answer({ cancel: !isOurs(details.url) && !/^(blob|data|devtools):/.test(details.url) }),
  )
}
