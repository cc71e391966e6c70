import { join } from 'node:path'
import { writeFiles } from '../export/write.ts'
import { resultFiles } from '../workspace/result-files.ts'
import { api } from './base.ts'
import { badRequest, notFound } from './errors.ts'

const unknownResult = (key: string) => notFound(`There is no result ${key}: it may have been removed.`)

export const results = api.results.router({
  list: api.results.list.handler(({ context }) => context.workspace.results.list()),

  get: api.results.get.handler(({ context, input }) => {
    const result = context.workspace.results.get(input.key)
    if (result === undefined) throw unknownResult(input.key)
    return result
  }),

  remove: api.results.remove.handler(({ context, input }) => ({
    removed: context.workspace.results.remove(input.key),
  })),

  export: api.results.export.handler(async ({ context, input }) => {
    const { key, directory } = input
    const result = context.workspace.results.get(key)
    if (result === undefined) throw unknownResult(key)
    if (!context.mayWriteTo(directory)) {
      throw badRequest('Choose the folder to export to in the dialog; in a browser, download the result.')
    }
    const files = await resultFiles(context.workspace.blobs, result)
    await writeFiles(directory, Object.fromEntries(files))
    return { files: [...files.keys()].map((name) => join(directory, name)) }
  }),
})
