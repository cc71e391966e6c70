import { type Backend, type BackendName, backendNameSchema } from '../../contract/about.ts'
import { type Candidate, choose } from './choose.ts'
import { native } from './native.ts'
import { firstLine, type Provider, type Running } from './provider.ts'
import { wasm } from './wasm.ts'
import { webgpu } from './webgpu.ts'

const titles = { tensorflow: 'TensorFlow', webgpu: 'WebGPU', wasm: 'WebAssembly' } as const satisfies Record<
  BackendName,
  string
>
const providers: readonly Provider[] = [native, webgpu, wasm]

/** Each provider with what it offers on this machine. */
function survey(from: readonly Provider[]): Promise<Candidate[]> {
  return Promise.all(from.map(async (provider) => ({ name: provider.name, offer: await provider.probe() })))
}

/** What `GUISE_BACKEND` asks for; null when it is unset. Throws on a name that is none. */
export function wishedBackend(value: string | undefined = process.env.GUISE_BACKEND): BackendName | null {
  if (value === undefined || value === '') return null
  const name = backendNameSchema.safeParse(value)
  if (name.success) return name.data
  throw new Error(`GUISE_BACKEND is "${value}"; it can be ${backendNameSchema.options.join(', ')} or unset.`)
}

/** The backends that would start here if asked for, best first; WebGPU on a software adapter comes last. */
export async function availableBackends(): Promise<BackendName[]> {
  const candidates = await survey(providers)
  const software = candidates.find(({ offer }) => offer.usable && offer.kind === 'software')
  const { order } = choose(candidates, null)
  return software === undefined ? [...order] : [...order, software.name]
}

function reasonFor(name: BackendName, running: Running, prefer: BackendName | null): string {
  if (name === prefer) return 'It was asked for.'
  const wish = prefer === null ? '' : ` ${titles[prefer]} was asked for and cannot be used.`
  if (running.kind === 'gpu') return `It runs on this machine's GPU, the fastest there is.${wish}`
  if (name === 'tensorflow') return `It is the fastest that runs on the CPU, and no GPU can be used.${wish}`
  return `It runs everywhere, and nothing faster can be used.${wish}`
}

function passedOverReason(chosen: BackendName): string {
  return `It can be used; ${titles[chosen]} was chosen before it.`
}

/** A promised GPU may turn out not to be usable: then the choice is made again, knowing it. */
function withKind(candidates: readonly Candidate[], name: BackendName, running: Running): Candidate[] {
  const offer = { usable: true, kind: running.kind, device: running.device } as const
  return candidates.map((candidate) => (candidate.name === name ? { name, offer } : candidate))
}

async function startBest(
  candidates: readonly Candidate[],
  prefer: BackendName | null,
  from: readonly Provider[],
): Promise<Backend> {
  const { order, unusable } = choose(candidates, prefer)
  const passedOver = [...unusable]
  for (const [index, name] of order.entries()) {
    const provider = from.find((candidate) => candidate.name === name)
    const offer = candidates.find((candidate) => candidate.name === name)?.offer
    if (provider === undefined || !offer?.usable) continue
    try {
      const running = await provider.start()
      if (running.kind !== offer.kind)
        return await startBest(withKind(candidates, name, running), prefer, from)
      const { library, version, device, threads } = running
      const rest = order.slice(index + 1).map((other) => ({ name: other, reason: passedOverReason(name) }))
      const reason = reasonFor(name, running, prefer)
      return { name, library, version, device, threads, reason, passedOver: [...passedOver, ...rest] }
    } catch (error) {
      passedOver.push({ name, reason: `${firstLine(error)}.` })
    }
  }
  const reasons = passedOver.map(({ name, reason }) => `${name}: ${reason}`).join(' ')
  throw new Error(`Nothing on this machine can run a network. ${reasons}`)
}

/**
 * Chooses what runs the networks and starts it; after it TensorFlow.js (`tf.ts`) computes there. The order is
 * TensorFlow with a GPU, WebGPU on a GPU, TensorFlow on the CPU, WebAssembly; `prefer` (or else the variable
 * `GUISE_BACKEND`) puts one in front. One that fails to start is passed over, and the answer says why.
 *
 * @throws Error when not one of them starts, naming each with its reason.
 */
export async function startBackend(
  options: { readonly prefer?: BackendName | null | undefined } = {},
  from: readonly Provider[] = providers,
): Promise<Backend> {
  const prefer = options.prefer ?? wishedBackend()
  return startBest(await survey(from), prefer, from)
}
