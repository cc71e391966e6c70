import { downloadSubjectSchema } from '../../contract/download.ts'
import { availableIn } from '../download/catalogue.ts'
import { api } from './base.ts'

export const downloads = api.downloads.router({
  available: api.downloads.available.handler(({ context, input }) => {
    const subjects = input.subject === undefined ? downloadSubjectSchema.options : [input.subject]
    return subjects.flatMap((subject) => availableIn(context.workspace.folder, subject))
  }),
})
