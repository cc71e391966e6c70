import { type ChildProcess, spawn } from 'node:child_process'
import { onTestFinished } from 'vitest'

/** Kills a process when the test is over, however it ends: one left behind keeps whoever reads its output waiting. */
export const endedWithTest = <Child extends ChildProcess>(child: Child): Child => {
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  return child
}

/** A program whose standard output the test reads, for the length of the test at most. */
export const spawnInTest = (command: string, ...args: string[]) =>
  endedWithTest(spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] }))
