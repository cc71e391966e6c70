import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { formatSafetensors, parseSafetensors } from '../../src/main/network/format/safetensors.ts'
import type { Weight } from '../../src/main/network/graph.ts'
import * as tf from '../../src/main/tensor/tf.ts'
import type { Descent } from './descent.ts'

/**
 * Keeps parameters, velocities and the number of finished epochs in one file, under a temporary name first: a run that
 * is killed loses no more than its epoch.
 */
export async function saveCheckpoint(path: string, descent: Descent, epochs: number): Promise<void> {
  const tensors = new Map<string, Weight>([['epochs', { shape: [1], data: Float32Array.of(epochs) }]])
  for (const [name, variable] of variables(descent)) {
    tensors.set(name, { shape: variable.shape, data: Float32Array.from(await variable.data()) })
  }
  await mkdir(dirname(path), { recursive: true })
  await writeFile(`${path}.part`, formatSafetensors(tensors))
  await rename(`${path}.part`, path)
}

/** Restores what was saved; returns the number of finished epochs, 0 where there is no file. */
export async function loadCheckpoint(path: string, descent: Descent): Promise<number> {
  if (!existsSync(path)) return 0
  const tensors = parseSafetensors(await readFile(path), path)
  for (const [name, variable] of variables(descent)) {
    const stored = tensors.get(name)
    if (!stored) throw new Error(`${path} has no ${name}: it belongs to another network.`)
    const value = tf.tensor(stored.data, [...stored.shape])
    variable.assign(value)
    value.dispose()
  }
  return tensors.get('epochs')?.data[0] ?? 0
}

function* variables(descent: Descent): Generator<[string, tf.Variable]> {
  yield* descent.parameters
  for (const [name, velocity] of descent.velocities) yield [`${name}/velocity`, velocity]
}
