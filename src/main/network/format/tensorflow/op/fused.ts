import type { Tensor } from '../../convert/tensor.ts'
import { batchNormalised } from './normalization.ts'
import { type NodeCall, NodeFault } from './op.ts'
import { activated, sloped } from './unary.ts'

/**
 * What a convolution or product has fused to it, applied to its result one after the other; further inputs stand from `first` on.
 * @param draw the product itself, under a name and with its bias (the number of the input, where there is one)
 */
export function withFused(
  call: NodeCall,
  first: number,
  draw: (name: string, bias: number | undefined) => Tensor,
): Tensor {
  const fused = call.node.texts('fused_ops')
  const [head, ...rest] = fused
  const further = head === 'BiasAdd' ? rest : fused
  const named = (left: readonly string[]) => (left.length === 0 ? call.output : `${call.output}/linear`)
  const made = draw(named(further), head === 'BiasAdd' ? first : undefined)
  let next = head === 'BiasAdd' ? first + 1 : first
  return further.reduce((tensor, name, i) => {
    const output = named(further.slice(i + 1))
    if (name === 'FusedBatchNorm') {
      next += 4
      return batchNormalised(call, tensor, [next - 4, next - 3, next - 2, next - 1], output)
    }
    if (name === 'Prelu') return sloped(call, tensor, next++, output)
    if (name === 'BiasAdd') throw new NodeFault('its bias is not the first of what is fused to it')
    return activated(call, tensor, name, output)
  }, made)
}
