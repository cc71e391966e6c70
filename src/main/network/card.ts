import type { Card, CardDraft } from '../../contract/card.ts'

export { type Card, type CardDraft, cardSchema } from '../../contract/card.ts'

/** The fields that a draft says. */
export function said(draft: CardDraft): Partial<Card> {
  return Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined))
}

/** A card with some of its fields said anew. What belonged to an old field goes with it: identifiers with class names, `resizeTo` with a crop. */
export function withDraft(card: Card, draft: CardDraft): Card {
  const { resizeTo, ...rest }: Card = {
    ...card,
    ...(draft.labels === undefined ? {} : { ids: [] }),
    ...said(draft),
  }
  return rest.fit === 'squash' || resizeTo === undefined ? rest : { ...rest, resizeTo }
}
