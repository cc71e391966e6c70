/**
 * `npm run bench:peer [-- part …]`: the same pairs on the same network, ours beside PyTorch and SciPy, in one run; ratios
 * as JSON. Parts: evaluation, throughput, inversion; all without one. Run it on an idle machine.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { startBackend } from '../src/main/tensor/backend.ts'
import { chosenParts } from './parts.ts'
import { peerPython } from './peer/environment.ts'
import { compareEvaluation } from './peer/evaluation.ts'
import { compareInversion } from './peer/inversion.ts'
import { PeerProcess } from './peer/process.ts'
import { SideBySide } from './peer/side-by-side.ts'
import { compareThroughput } from './peer/throughput.ts'
import { problems } from './problems.ts'

const parts = {
  evaluation: compareEvaluation,
  throughput: compareThroughput,
  inversion: compareInversion,
}
const chosen = chosenParts(['evaluation', 'throughput', 'inversion'])

const peer = new PeerProcess(await peerPython())
const folder = await mkdtemp(join(tmpdir(), 'guise-peer-'))
try {
  const backend = await startBackend()
  const versions = await peer.ask({ command: 'about' }, z.record(z.string(), z.string()))
  const results: Record<string, unknown[]> = {}
  for (const problem of problems) {
    const both = await SideBySide.open(problem, peer, folder)
    if (both === undefined) continue
    for (const part of chosen) {
      process.stderr.write(`${problem.network} ${problem.layer}: ${part} …\n`)
      results[part] = [...(results[part] ?? []), await parts[part](both)]
    }
    both.dispose()
  }
  process.stdout.write(`${JSON.stringify({ backend, versions, ...results }, null, 2)}\n`)
} finally {
  peer.stop()
  await rm(folder, { recursive: true, force: true })
}
