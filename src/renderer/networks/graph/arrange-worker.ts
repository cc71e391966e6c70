import { type ArrangeInput, arrange } from './arrange.ts'

addEventListener('message', ({ data }: MessageEvent<ArrangeInput>) => postMessage(arrange(data)))
