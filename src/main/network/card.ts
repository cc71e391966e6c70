export { type Card, cardSchema } from '../../contract/card.ts'
