/** The three roles an image can have; each has one colour everywhere (styles/tokens.css). */
export type Role = 'source' | 'guide' | 'adversary'

export const ROLE_TITLES: Readonly<Record<Role, string>> = {
  source: 'Source',
  guide: 'Guide',
  adversary: 'Adversary',
}
