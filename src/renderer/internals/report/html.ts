import { full, significant } from '../../format/number.ts'
import { escaped } from '../figure/svg.ts'

/** What a table's cell holds: a number is written short, with all its digits for the pointer that rests on it. */
export type Cell = string | number | null

export function cellHtml(cell: Cell, tag: 'td' | 'th' = 'td'): string {
  if (typeof cell === 'number')
    return `<${tag} class="number" title="${full(cell)}">${significant(cell)}</${tag}>`
  return tag === 'th' ? `<th scope="row">${escaped(cell ?? '–')}</th>` : `<td>${escaped(cell ?? '–')}</td>`
}

/** A table whose first column names its rows. */
export function tableHtml(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const top = head.map((name) => `<th scope="col">${escaped(name)}</th>`).join('')
  const body = rows.map(
    ([name = '', ...cells]) =>
      `<tr>${cellHtml(name, 'th')}${cells.map((cell) => cellHtml(cell)).join('')}</tr>`,
  )
  return `<div class="table"><table><thead><tr>${top}</tr></thead><tbody>${body.join('\n')}</tbody></table></div>`
}

export function sectionHtml(title: string, ...content: readonly string[]): string {
  return `<section><h2>${escaped(title)}</h2>\n${content.join('\n')}\n</section>`
}

export function paragraphHtml(text: string): string {
  return `<p>${escaped(text)}</p>`
}

/**
 * A page in one file that needs nothing else and runs nothing: its policy forbids scripts and everything that is not
 * in the file.
 */
export function pageHtml(title: string, sections: readonly string[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="Guise">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
${sections.join('\n')}
</main>
</body>
</html>
`
}

const STYLE = `
:root { color-scheme: light dark; --ink: #1a1e23; --soft: #535b65; --line: #d3d8dd; --ground: #ffffff; }
@media (prefers-color-scheme: dark) { :root { --ink: #e7eaed; --soft: #a4adb6; --line: #30373d; --ground: #121517; } }
body { margin: 0; background: var(--ground); color: var(--ink); font: 14px/1.5 system-ui, sans-serif; }
main { max-width: 1200px; margin: 0 auto; padding: 24px; }
h1 { font-size: 20px; } h2 { font-size: 15px; margin: 28px 0 8px; }
p { max-width: 80ch; margin: 6px 0; color: var(--soft); }
svg { max-width: 100%; height: auto; border: 1px solid var(--line); }
.table { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 3px 14px 3px 0; border-bottom: 1px solid var(--line); text-align: left; white-space: nowrap; }
thead th { color: var(--soft); font-weight: 400; } tbody th { font-weight: 400; }
.number { text-align: right; }
@media print { main { padding: 0; } }
`
