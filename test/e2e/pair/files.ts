import type { JSHandle, Locator, Page } from '@playwright/test'
import sharp from 'sharp'

/** A small PNG in one colour. */
export function plainPng(background: string): Promise<Buffer> {
  return sharp({ create: { width: 40, height: 30, channels: 3, background } })
    .png()
    .toBuffer()
}

/** Pastes a file as a user does who copied it elsewhere. */
export async function paste(page: Page, name: string, file: Buffer): Promise<void> {
  await page.evaluate(`{
    const clipboardData = ${transferOf(name, file)}
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
  }`)
}

/** Drops a file from the desktop onto a place. */
export async function drop(place: Locator, name: string, file: Buffer): Promise<void> {
  const dataTransfer: JSHandle = await place.page().evaluateHandle(transferOf(name, file))
  await place.dispatchEvent('drop', { dataTransfer })
}

/** Script for a DataTransfer that holds the file. As text, because the tests are compiled without a browser's types. */
function transferOf(name: string, file: Buffer): string {
  return `(() => {
    const transfer = new DataTransfer()
    const bytes = Uint8Array.fromBase64(${JSON.stringify(file.toString('base64'))})
    transfer.items.add(new File([bytes], ${JSON.stringify(name)}, { type: 'image/png' }))
    return transfer
  })()`
}
