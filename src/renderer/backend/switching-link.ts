import type { ClientContext, ClientLink, ClientOptions } from '@orpc/client'

type Link = ClientLink<ClientContext>

/**
 * A link whose other end may go and come back: calls wait while there is none. Calls that are under way when the link
 * is dropped are rejected by the link itself.
 */
export class SwitchingLink implements Link {
  #link: PromiseWithResolvers<Link> = Promise.withResolvers()
  #linked = false

  use(link: Link): void {
    if (this.#linked) this.drop()
    this.#link.resolve(link)
    this.#linked = true
  }

  drop(): void {
    if (!this.#linked) return // calls wait on this promise: it must still be answered
    this.#link = Promise.withResolvers()
    this.#linked = false
  }

  async call(
    path: readonly string[],
    input: unknown,
    options: ClientOptions<ClientContext>,
  ): Promise<unknown> {
    const link = await this.#link.promise
    return link.call(path, input, options)
  }
}
