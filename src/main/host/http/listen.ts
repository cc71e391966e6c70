import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

function reason(error: NodeJS.ErrnoException, host: string, port: number): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return `Port ${port} is taken: choose another with --port, or leave it out to get a free one.`
    case 'EACCES':
      return `Port ${port} may not be listened on by this user: choose one above 1023 with --port.`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `This machine has no address ${host}: leave --host out to listen on loopback.`
    default:
      return `Port ${port} on ${host} cannot be listened on (${error.message}).`
  }
}

/** Starts listening and returns the port. Throws with a sentence where that is not possible. */
export function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(new Error(reason(error, host, port), { cause: error })))
    server.listen({ host, port, exclusive: true }, () => {
      const address: AddressInfo | string | null = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}
