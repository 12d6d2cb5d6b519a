import type { Terminal } from './terminal.ts'

const barWidth = 40

/**
 * Shows how far something is, on stderr: a bar that is redrawn on a screen, one line for each ten percent elsewhere, nothing when
 * quiet. It keeps no clock: what is drawn depends on the shares alone.
 */
export class Progress {
  readonly #terminal: Terminal
  readonly #label: string
  #shown = -1
  #done = false

  constructor(terminal: Terminal, label: string) {
    this.#terminal = terminal
    this.#label = label
  }

  /** May be called as often as wanted with a share from 0 to 1; steps back and what is no number are ignored. */
  show(share: number): void {
    const step = this.#terminal.live ? 1 : 10
    const percent = Math.floor((Math.min(1, Math.max(0, share)) * 100) / step) * step
    if (this.#terminal.quiet || this.#done || !(percent > this.#shown)) return
    this.#shown = percent
    if (this.#terminal.live) {
      const full = Math.round((percent / 100) * barWidth)
      this.#terminal.redraw(`${this.#label} ${'█'.repeat(full)}${'░'.repeat(barWidth - full)} ${percent} %`)
    } else if (percent > 0) {
      this.#terminal.note(`${this.#label} ${percent} %`)
    }
  }

  /** Lets something else be written: what is drawn next gets a line of its own. */
  makeWay(): void {
    if (!this.#done && this.#terminal.live && this.#shown >= 0) this.#terminal.note('')
  }

  /** Leaves the line as it is, so that what comes next starts on its own. May be called twice. */
  end(): void {
    if (this.#done) return
    this.#done = true
    if (this.#terminal.live && this.#shown >= 0) this.#terminal.note('')
  }
}
