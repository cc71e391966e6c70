import type { Role } from '../../theme/roles.ts'

/** A figure is made for paper: the light theme's colours (styles/tokens.css), whatever the window shows. */
export const PAPER = {
  ground: '#ffffff',
  ink: '#1a1e23',
  soft: '#535b65',
  line: '#d3d8dd',
} as const

export const ROLE_COLOURS: Readonly<Record<Role, string>> = {
  source: '#0072b2',
  guide: '#e69f00',
  adversary: '#cc79a7',
}
