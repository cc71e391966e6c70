// Fetches what argv[2] describes as JSON into argv[3] until it is killed, cannot, or is done; tells of bytes that are on the disk.
import { fetchPublished } from '../../src/main/download/fetch-published.ts'
import { httpTransport } from '../../src/main/download/transport.ts'

const [published = '', root = ''] = process.argv.slice(2)
try {
  await fetchPublished(JSON.parse(published), root, {
    transport: httpTransport({ stallAfter: 5000 }),
    signal: new AbortController().signal,
    onProgress: ({ done }) => void process.stdout.write(`${done}\n`),
  })
  process.stdout.write('done\n')
} catch (error) {
  process.stdout.write(`${error instanceof Error ? `${error.name}: ${error.message}` : error}\n`)
}
