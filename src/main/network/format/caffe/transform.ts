import type { CaffeLayer } from './layers.ts'

/** How a data layer prepares images. */
export interface DataHints {
  readonly scale: number
  /** Mean values, one for all channels or one a channel; empty where there are none. */
  readonly mean: readonly number[]
  readonly meanFile: string | undefined
  /** Height and width, where the layer says them. */
  readonly size: readonly [number, number] | undefined
  readonly channels: number | undefined
}

/** What a data layer says of its images, in today's place (`transform_param`) or in the data parameters of old. */
export function dataHints({ message }: CaffeLayer): DataHints {
  const transform = message.message('transform_param')
  const source = ['image_data_param', 'memory_data_param', 'data_param'].find((name) => message.has(name))
  const data = message.message(source ?? 'data_param')
  const crop = transform.number('crop_size') ?? data.number('crop_size') ?? 0
  const height = data.number('new_height') ?? data.number('height') ?? 0
  const width = data.number('new_width') ?? data.number('width') ?? 0
  return {
    scale: transform.number('scale') ?? data.number('scale') ?? 1,
    mean: transform.numbers('mean_value'),
    meanFile: transform.text('mean_file') ?? data.text('mean_file'),
    size: crop > 0 ? [crop, crop] : height > 0 && width > 0 ? [height, width] : undefined,
    channels: data.number('channels') ?? coloured(transform.flag('force_gray'), data.flag('is_color')),
  }
}

function coloured(forceGrey: boolean | undefined, colour: boolean | undefined): number | undefined {
  return forceGrey === true || colour === false ? 1 : undefined
}
