import { childLine } from '../../src/main/engine/child.ts'
import { endWith } from '../../src/main/engine/run.ts'

endWith(childLine, new Error('Nothing on this machine can run a network.'))
