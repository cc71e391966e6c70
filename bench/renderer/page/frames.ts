/** Does one step a frame, `count` of them, and tells the milliseconds from each frame to the next. */
export async function stepFrames(count: number, step: (index: number) => void): Promise<number[]> {
  const times: number[] = [await nextFrame()]
  for (let index = 0; index < count; index++) {
    step(index)
    times.push(await nextFrame())
  }
  return times.slice(1).map((time, index) => time - (times[index] ?? time))
}

export function nextFrame(): Promise<number> {
  return new Promise((resolve) => requestAnimationFrame(resolve))
}

/** Lets the pointer rest, move, press or be released at a share of an element's width and height. */
export function point(type: 'move' | 'down' | 'up', element: Element, x: number, y: number): void {
  const box = element.getBoundingClientRect()
  const at = {
    bubbles: true,
    cancelable: true,
    clientX: box.x + x * box.width,
    clientY: box.y + y * box.height,
    pointerId: 1,
    isPrimary: true,
    button: 0,
    buttons: type === 'down' ? 1 : 0,
    view: window,
  }
  element.dispatchEvent(new PointerEvent(`pointer${type}`, at))
  element.dispatchEvent(new MouseEvent(`mouse${type}`, at))
}

/** Chooses an option, or types a number, as a person would. */
export function enter(element: HTMLSelectElement | HTMLInputElement, value: string): void {
  element.value = value
  element.dispatchEvent(new Event('change', { bubbles: true }))
}
