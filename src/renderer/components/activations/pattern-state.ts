import { type ComputedRef, computed, type Ref, ref, shallowRef, watch } from 'vue'
import { type ColourScale, diverging, viridis } from '../../charts/colour-scale.ts'
import { type Band, hiddenAtFirst, patternBands } from './bands.ts'
import { colourRanges, type RangeOf, type Scaling } from './colour-range.ts'
import { hasMaps, type PatternInput, unitCount } from './pattern.ts'
import { movedTo, type PositionRange, within } from './position-range.ts'
import { orderUnits, positions, type UnitOrder } from './unit-order.ts'

/** What is looked at: a unit, and where in its map. */
export interface Cursor {
  readonly unit: number
  readonly y: number
  readonly x: number
}

/** What the parts of one activation pattern share. */
export interface PatternState {
  readonly input: ComputedRef<PatternInput>
  readonly maps: ComputedRef<boolean>
  readonly bands: ComputedRef<readonly Band[]>
  /** The bands that are not switched off. */
  readonly shown: ComputedRef<readonly Band[]>
  readonly hidden: Ref<ReadonlySet<Band['id']>>
  readonly scaling: Ref<Scaling>
  readonly rangeOf: ComputedRef<RangeOf>
  readonly scaleOf: (kind: Band['kind']) => ColourScale
  /** The device pixels a map's value is drawn with; null to fit them in. */
  readonly mapScale: Ref<number | null>
  readonly order: Ref<UnitOrder>
  /** The unit at each position, all of them. */
  readonly units: ComputedRef<Int32Array>
  readonly positions: ComputedRef<Int32Array>
  /** The positions that are drawn large. */
  readonly range: Ref<PositionRange>
  readonly rangeUnits: ComputedRef<Int32Array>
  /** Where the pointer, or the keyboard, is. */
  readonly cursor: Ref<Cursor | null>
  /** What the keyboard came to, for those who hear the page. */
  readonly spoken: Ref<string>
  /** The unit that was asked for by a click or Enter. */
  readonly chosen: Ref<number | null>
  /** The unit whose particulars are shown: under the cursor, else chosen, else the one that changed most. */
  readonly subject: ComputedRef<number>
  /** Brings a unit into the range and shows its particulars. */
  readonly choose: (unit: number) => void
  readonly showAll: () => void
}

/** The state for an input; `dark` tells the theme, which the differences' colours follow. */
export function patternState(given: () => PatternInput, dark: () => boolean): PatternState {
  const input = computed(given)
  const count = computed(() => unitCount(input.value.shape))
  const maps = computed(() => hasMaps(input.value.shape))
  const bands = computed(() => patternBands(input.value))
  const hidden = shallowRef(hiddenAtFirst(bands.value, maps.value))
  const shown = computed(() => bands.value.filter(({ id }) => !hidden.value.has(id)))
  const scaling = ref<Scaling>('all')
  const rangeOf = computed(() => colourRanges(bands.value, input.value.shape, scaling.value))
  const differenceScale = computed(() => diverging(dark()))
  const mapScale = ref<number | null>(null)
  const order = ref<UnitOrder>('index')
  const units = computed(() => orderUnits(bands.value, count.value, order.value))
  const range = shallowRef<PositionRange>({ start: 0, end: count.value })
  const cursor = shallowRef<Cursor | null>(null)
  const spoken = ref('')
  const chosen = ref<number | null>(null)
  const mostChanged = computed(() => {
    const band = bands.value.find(({ kind }) => kind === 'difference') ?? bands.value[0]
    return Math.max(0, band?.ranks.indexOf(1) ?? 0)
  })
  const state: PatternState = {
    input,
    maps,
    bands,
    shown,
    hidden,
    scaling,
    rangeOf,
    scaleOf: (kind) => (kind === 'difference' ? differenceScale.value : viridis),
    mapScale,
    order,
    units,
    positions: computed(() => positions(units.value)),
    range,
    rangeUnits: computed(() => units.value.subarray(range.value.start, range.value.end)),
    cursor,
    spoken,
    chosen,
    subject: computed(() => cursor.value?.unit ?? chosen.value ?? mostChanged.value),
    choose,
    showAll,
  }

  function choose(unit: number): void {
    chosen.value = unit
    range.value = within(movedTo(range.value, state.positions.value[unit] ?? 0), count.value)
  }

  function showAll(): void {
    range.value = { start: 0, end: count.value }
  }

  // Another layer's units have nothing to do with these; other images at the same layer have.
  watch(
    () => `${input.value.layer} ${input.value.shape}`,
    () => {
      showAll()
      cursor.value = null
      chosen.value = null
      order.value = 'index'
      if (!maps.value && scaling.value === 'map') scaling.value = 'all'
    },
  )
  watch(
    () => bands.value.map(({ id }) => id).join(),
    () => {
      hidden.value = hiddenAtFirst(bands.value, maps.value)
      if (!bands.value.some(({ id }) => id === order.value)) order.value = 'index'
    },
  )
  return state
}
