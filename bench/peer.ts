/**
 * `npm run bench:peer [-- part … --only layer]`: the same pairs on the same network, ours beside PyTorch and SciPy, in one run; ratios
 * as JSON. Parts: evaluation, throughput, inversion, neighbours, agreement (of the
 * dataset imagenette in the workspace, where features of it are kept); all without one. Run it on an idle machine.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { startBackend } from '../src/main/tensor/backend.ts'
import { workspacePlace } from '../src/main/workspace/place.ts'
import { chosenParts, onlyProblem } from './parts.ts'
import { compareAgreement } from './peer/agreement.ts'
import { peerPython } from './peer/environment.ts'
import { compareEvaluation } from './peer/evaluation.ts'
import { compareInversion } from './peer/inversion.ts'
import { compareNeighbours } from './peer/neighbours.ts'
import { PeerProcess } from './peer/process.ts'
import { SideBySide } from './peer/side-by-side.ts'
import { compareThroughput } from './peer/throughput.ts'
import { problems } from './problems.ts'

/** As many as every side of a search may use. */
const THREADS = 2

const parts = {
  evaluation: compareEvaluation,
  throughput: compareThroughput,
  inversion: compareInversion,
}
/** Those that are about vectors, not about pairs. */
const searches = {
  neighbours: (python: string) => compareNeighbours(python, THREADS),
  agreement: (python: string) => compareAgreement(python, THREADS, workspacePlace(), 'imagenette'),
}
const named = chosenParts(['evaluation', 'throughput', 'inversion', 'neighbours', 'agreement'])
const chosen = named.filter((part) => part !== 'neighbours' && part !== 'agreement')
const searched = named.filter((part) => part === 'neighbours' || part === 'agreement')

const python = await peerPython()
const peer = new PeerProcess(python)
const folder = await mkdtemp(join(tmpdir(), 'guise-peer-'))
try {
  const backend = await startBackend()
  const versions = await peer.ask({ command: 'about' }, z.record(z.string(), z.string()))
  const results: Record<string, unknown[]> = {}
  const found: Record<string, unknown> = {}
  const only = onlyProblem()
  for (const problem of problems.filter(({ layer }) => only === undefined || layer === only)) {
    const both = await SideBySide.open(problem, peer, folder)
    if (both === undefined) continue
    for (const part of chosen) {
      process.stderr.write(`${problem.network} ${problem.layer}: ${part} …\n`)
      results[part] = [...(results[part] ?? []), await parts[part](both)]
    }
    both.dispose()
  }
  for (const part of searched) {
    process.stderr.write(`${part} …\n`)
    found[part] = await searches[part](python)
  }
  process.stdout.write(`${JSON.stringify({ backend, versions, ...results, ...found }, null, 2)}\n`)
} finally {
  peer.stop()
  await rm(folder, { recursive: true, force: true })
}
