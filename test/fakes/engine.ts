import { childLine } from '../../src/main/engine/child.ts'
import { endWith, runEngine } from '../../src/main/engine/run.ts'
import { fakeScience } from './science.ts'

const science = fakeScience(Number(process.env.GUISE_FAKE_PACE ?? 20))
await runEngine(science, childLine).catch((error: unknown) => endWith(childLine, error))
