/** The page's own scheme and origin in Electron. */
export const scheme = 'guise'
export const pageUrl = `${scheme}://app/`

/** True for an address of our own page; everything else is refused wherever it turns up. */
export function isOurs(url: string): boolean {
  return URL.canParse(url) && new URL(url).protocol === `${scheme}:` && new URL(url).host === 'app'
}
