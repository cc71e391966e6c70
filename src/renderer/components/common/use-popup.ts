import { nextTick, type Ref, ref, type ShallowRef } from 'vue'

export interface Popup {
  readonly open: Ref<boolean>
  /** Closes it and gives the focus back to the button that opened it. */
  close(): Promise<void>
  /** For `focusout` of what holds button and popup: closes it when the focus goes elsewhere. */
  closeWhenLeft(event: FocusEvent): void
}

/** What opens below a button: `root` holds both. */
export function usePopup(
  root: Readonly<ShallowRef<HTMLElement | null>>,
  button: Readonly<ShallowRef<HTMLElement | null>>,
): Popup {
  const open = ref(false)
  return {
    open,
    async close() {
      open.value = false
      await nextTick()
      button.value?.focus()
    },
    closeWhenLeft({ relatedTarget }) {
      if (relatedTarget instanceof Node && root.value?.contains(relatedTarget)) return
      open.value = false
    },
  }
}
