import { setTimeout as delay } from 'node:timers/promises'
import sharp from 'sharp'
import type { Report, TracePoint } from '../../src/contract/measures.ts'
import type { Made, MakeTask, PairMaker } from '../../src/main/engine/workers/pair-maker.ts'
import { fakeReport } from './report.ts'

const side = 112

const pixelsOf = (bytes: Buffer): Promise<Buffer> =>
  sharp(bytes).resize(side, side, { fit: 'fill' }).removeAlpha().toColourspace('srgb').raw().toBuffer()

const png = (pixels: Uint8Array): Promise<Buffer> =>
  sharp(pixels, { raw: { width: side, height: side, channels: 3 } })
    .png()
    .toBuffer()

/** Moves the source towards the guide as far as delta lets it. */
const disguise = (source: Buffer, guide: Buffer, delta: number): Uint8Array =>
  source.map((value, i) => value + Math.max(-delta, Math.min(delta, (guide[i] ?? value) - value)))

const reportOf = (
  { spec: { kind: _, method = 'feature-opt', ...settings } }: MakeTask,
  trace: TracePoint[],
  seconds: number,
): Report => {
  const { objective, ratio, evaluations } = trace.at(-1) ?? { evaluations: 0, objective: 1, ratio: 1 }
  const measures = { objective, ratio, maxChange: settings.delta, meanChange: settings.delta / 2 }
  return fakeReport({
    ...settings,
    method,
    evaluations,
    seconds,
    float32: measures,
    eightBit: measures,
    trace,
  })
}

/** Stands for the science: real pixels in and out, invented numbers, `pace` milliseconds an evaluation. */
export const fakeMaker = (pace = 20): PairMaker => ({
  async make(task, { signal, onProgress }): Promise<Made> {
    const began = performance.now()
    const trace: TracePoint[] = []
    for (let evaluations = 1; evaluations <= task.spec.maxEvaluations; evaluations++) {
      if (pace > 0) await delay(pace, undefined, { signal })
      const ratio = 0.05 + 0.95 / Math.sqrt(evaluations)
      const point = { evaluations, objective: 1000 * ratio ** 2, ratio }
      trace.push(point)
      onProgress(point)
    }
    const source = await pixelsOf(task.source.bytes)
    const guide = await pixelsOf(task.guide.bytes)
    const adversary = disguise(source, guide, task.spec.delta)
    const difference = adversary.map((value, i) => 128 + 12 * (value - (source[i] ?? 0)))
    return {
      report: reportOf(task, trace, (performance.now() - began) / 1000),
      files: {
        source: await png(source),
        guide: await png(guide),
        adversary: await png(adversary),
        difference: await png(difference),
        float32: Buffer.from(Float32Array.from(adversary).buffer),
      },
      differenceFactor: 12,
    }
  },
})
