/** The type under which a sample's hash travels when it is dragged to a slot. */
export const HASH_TYPE = 'application/x-guise-image'

/** The first image among what was dropped or pasted; null if there is none. */
export function imageFile(data: DataTransfer | null): File | null {
  return [...(data?.files ?? [])].find((file) => file.type === '' || file.type.startsWith('image/')) ?? null
}

/** Lets the user choose an image on disk; null if they do not. */
export function chooseImageFile(): Promise<File | null> {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = 'image/*,.tif,.tiff'
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve(input.files?.[0] ?? null), { once: true })
    input.addEventListener('cancel', () => resolve(null), { once: true })
    input.click()
  })
}
