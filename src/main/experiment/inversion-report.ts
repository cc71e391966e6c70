import type { InversionReport } from '../../contract/inversion.ts'
import { encodeNpy } from '../export/npy.ts'
import { encodePng } from '../export/png.ts'
import type { Inversion, InversionRequest } from '../inversion/inversion.ts'
import { inversionTerms } from '../inversion/measure.ts'
import { objectiveSettings } from '../inversion/settings.ts'
import type { PreparedImage } from './prepare.ts'
import { provenanceOf } from './provenance.ts'
import type { InvertRequest } from './request.ts'

/** An inversion with its report and its files, encoded, ready to be stored or exported. */
export interface MadeInversion {
  readonly report: InversionReport
  /** The 8-bit image, and the image as found: float32, a little of which may lie outside [0, 255]. */
  readonly files: { readonly png: Uint8Array; readonly npy: Uint8Array }
}

/** Measures an inversion anew on the pixels of both its files and writes down everything known of it. */
export async function finishInversion(
  request: InvertRequest,
  image: PreparedImage,
  { layer, representation }: InversionRequest,
  inversion: Inversion,
): Promise<MadeInversion> {
  const { network, settings, seed, restarts } = request
  const { graph, notes } = network.network.data
  const { lambdaTv, sigma, depth } = objectiveSettings(settings, graph, layer)
  const versions = [inversion.raw, inversion.eightBit, image.pixels]
  const measured = await inversionTerms(network.network, layer, representation, settings, versions)
  const [found, eightBit, original] = measured
  if (!found || !eightBit || !original) throw new Error(`The inversion at ${layer} could not be measured.`)
  const shape = network.network.inputShape
  return {
    report: {
      ...{ image: image.name, network: network.id, layer, settings, seed, restarts },
      used: { lambdaTv, sigma, depth },
      evaluations: inversion.evaluations,
      seconds: inversion.seconds,
      kept: inversion.kept,
      // JSON has no infinity: a start that left all bounds is null.
      objectives: inversion.objectives.map((value) => (Number.isFinite(value) ? value : null)),
      halvings: inversion.halvings,
      ...{ found, eightBit, original },
      trace: [...inversion.trace],
      notes: [...notes, ...image.notes, ...halvingNotes(inversion.halvings)],
      provenance: {
        ...provenanceOf(request),
        imageHash: image.hash,
      },
    },
    files: {
      png: await encodePng(inversion.eightBit, shape),
      npy: encodeNpy({ shape, data: inversion.raw }),
    },
  }
}

const halvingNotes = (halvings: number): string[] =>
  halvings === 0
    ? []
    : [
        `The settings' steps were too long for this network and layer: the objective grew beyond all bounds. The steps were 1/${2 ** halvings} as long.`,
      ]
