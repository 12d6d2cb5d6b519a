import type { Micros } from '@botyard/core'
import { span } from './format.ts'
import type { Terminal } from './terminal.ts'

const barWidth = 40
/** How long a replay that keeps time may go on without a word, on a screen and elsewhere. */
const silenceMicrosMax: Record<'screen' | 'elsewhere', Micros> = { screen: 20_000_000, elsewhere: 300_000_000 }

/**
 * Shows how far something is, on stderr: a bar that is redrawn on a screen, one line for each ten percent elsewhere, nothing when
 * quiet. It keeps no clock: what is drawn depends on the shares alone.
 */
export class Progress {
  readonly #terminal: Terminal
  readonly #label: string
  /** Hundredths of a percent from one word to the next. */
  #step: number
  /** How long all of it takes, where that is known. */
  #whole: Micros | undefined
  #shown = -1
  #done = false

  constructor(terminal: Terminal, label: string) {
    this.#terminal = terminal
    this.#label = label
    this.#step = terminal.live ? 100 : 1000
  }

  /** Says how long all of it takes, so that what is left is told, and in steps that are not hours apart. */
  keepTime(whole: Micros): void {
    this.#whole = whole
    const most = silenceMicrosMax[this.#terminal.live ? 'screen' : 'elsewhere']
    while (this.#step > 1 && (whole * this.#step) / 10_000 > most) this.#step /= 10
  }

  /** May be called as often as wanted with a share from 0 to 1; steps back and what is no number are ignored. */
  show(share: number): void {
    const done = Math.min(1, Math.max(0, share))
    // A share such as 0.29 is a little less than it says.
    const reached = Math.floor((done * 10_000) / this.#step + 1e-6) * this.#step
    if (this.#terminal.quiet || this.#done || !(reached > this.#shown)) return
    this.#shown = reached
    const percent = `${(reached / 100).toFixed(this.#step >= 100 ? 0 : this.#step >= 10 ? 1 : 2)} %`
    const left = this.#whole === undefined || done === 1 ? '' : `, ${span(this.#whole * (1 - done))} left`
    if (this.#terminal.live) {
      const full = Math.round((reached / 10_000) * barWidth)
      this.#terminal.redraw(`${this.#label} ${'█'.repeat(full)}${'░'.repeat(barWidth - full)} ${percent}${left}`)
    } else if (reached > 0) {
      this.#terminal.note(`${this.#label} ${percent}${left}`)
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
