import { runAsChild } from '../../src/main/engine/child.ts'
import { fakeScience } from './science.ts'

await runAsChild(fakeScience(Number(process.env.GUISE_FAKE_PACE ?? 20)))
