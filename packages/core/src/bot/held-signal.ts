/** What of a signal is held. */
interface Moving {
  value: number
  update(): void
}

/**
 * Holds the value of a signal to -1..1, so that a vote over several cannot be won by the one that shouts; NaN stays NaN, for it means not
 * warm yet. A value that is computed when it is read is computed after each update instead, or it could not be held.
 */
export function heldSignal<V extends Moving>(signal: V): V {
  const computed = getterOf(signal, 'value')
  const update = signal.update
  const hold = (value: number) => Math.min(1, Math.max(-1, value))
  if (computed !== undefined)
    Object.defineProperty(signal, 'value', { value: hold(computed.call(signal)), writable: true, enumerable: true })
  signal.update = () => {
    update.call(signal)
    signal.value = hold(computed === undefined ? signal.value : computed.call(signal))
  }
  return signal
}

function getterOf(made: object, name: string): (() => number) | undefined {
  for (let of: object | null = made; of !== null; of = Object.getPrototypeOf(of)) {
    const found = Object.getOwnPropertyDescriptor(of, name)
    if (found !== undefined) return found.get
  }
  return undefined
}
