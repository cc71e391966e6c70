import { protocol, session } from 'electron'
import { sentence } from '../host/routes/answer.ts'
import { answer, type RouteSources } from '../host/routes/routes.ts'
import { isOurs, scheme } from './origin.ts'

/** Makes `guise://` a scheme like https: an origin of its own, fetch, streams. To be called before the app is ready. */
export function declareScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true }
  protocol.registerSchemesAsPrivileged([{ scheme, privileges }])
}

/** Answers `guise://app` from the same routes as `serve`. */
export function answerScheme(sources: RouteSources): void {
  session.defaultSession.protocol.handle(scheme, (request) =>
    isOurs(request.url) ? answer(sources, request) : sentence(404, 'There is nothing at this address.'),
  )
}
