// The app with a stand-in for the science, to work on the page without TensorFlow: `node test/fakes/serve.ts [port]`.
import { join } from 'node:path'
import { serve } from '../../src/main/serve.ts'

const engine = join(import.meta.dirname, 'engine.ts')
const served = await serve({ engine, port: Number(process.argv[2] ?? 0) })
process.stdout.write(`${served.url}\n`)
