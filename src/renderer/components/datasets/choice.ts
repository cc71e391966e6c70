/** Something to choose, with how many things it stands for. */
export interface Choice<V> {
  readonly value: V
  readonly name: string
  readonly count?: number
}
