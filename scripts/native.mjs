import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { modules, root } from './lib/bootstrap.mjs'
import { areInstalled, installDependencies } from './lib/dependencies.mjs'
import { NativeFailure } from './lib/native/failure.mjs'
import { installNative } from './lib/native/install.mjs'
import { megabytesNeeded, planFor } from './lib/native/wheels.mjs'
import { endWith, Trouble } from './lib/trouble.mjs'

const usage = `npm run native [-- --cuda] [--plan] [--force]

Puts TensorFlow's own library in place, for the CPU.
  --cuda    for NVIDIA GPUs instead
  --plan    say what would be downloaded, and do nothing
  --force   with --cuda: also where no NVIDIA driver is found`

/** @param {'cpu' | 'cuda'} variant */
function showPlan(variant) {
  const plan = planFor(variant)
  for (const { project, version, sha256, megabytes } of plan.wheels)
    console.log(`${project} ${version}  ${megabytes} MB  sha256:${sha256}`)
  console.log(`Kept: ${plan.unpackedMegabytes} MB; needed while installing: ${megabytesNeeded(plan)} MB.`)
}

/** @returns the choices, or null with the mistake already said */
function readArguments() {
  try {
    const flag = { type: /** @type {const} */ ('boolean'), default: false }
    return parseArgs({ options: { cuda: flag, plan: flag, force: flag } }).values
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`)
    return null
  }
}

await endWith(async () => {
  const choice = readArguments()
  if (choice === null) return 2
  const variant = choice.cuda ? 'cuda' : 'cpu'
  try {
    if (choice.plan) {
      showPlan(variant)
      return 0
    }
    if (!existsSync(modules) || !areInstalled(root)) await installDependencies(root)
    const outcome = await installNative({ modules, variant, force: choice.force })
    console.log(
      `TensorFlow ${planFor(variant).version} (${variant === 'cuda' ? 'CUDA' : 'CPU'}) is ${outcome}.`,
    )
    return 0
  } catch (cause) {
    if (cause instanceof NativeFailure) throw new Trouble(cause.message, { cause })
    throw cause
  }
})
