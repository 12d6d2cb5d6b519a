import { constants, PerformanceObserver, performance } from 'node:perf_hooks'
import { setImmediate } from 'node:timers/promises'
import type { Outcome } from './harness.ts'

/** One round of work, timed and watched. */
export interface Watched {
  readonly outcome: Outcome
  readonly nanos: number
  readonly young: number
  readonly old: number
}

/** Tells the collections that ran during some work from those around it, by their times. */
export class CollectionLog {
  readonly #seen: { readonly start: number; readonly isYoung: boolean }[] = []
  readonly #observer: PerformanceObserver

  constructor() {
    this.#observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { detail } = entry as unknown as { readonly detail?: { readonly kind?: number } }
        this.#seen.push({ start: entry.startTime, isYoung: detail?.kind === constants.NODE_PERFORMANCE_GC_MINOR })
      }
    })
    this.#observer.observe({ entryTypes: ['gc'] })
  }

  /** Runs and times the work. What is synchronous is not awaited within its time. */
  async watch(work: () => Outcome | Promise<Outcome>): Promise<Watched> {
    this.#seen.length = 0
    const begin = performance.now()
    const made = work()
    const outcome = made instanceof Promise ? await made : made
    const end = performance.now()
    // Collections are told of later, from the loop: once round to have them queued and once to have them delivered.
    await setImmediate()
    await setImmediate()
    const within = this.#seen.filter(({ start }) => start >= begin && start <= end)
    const young = within.filter(({ isYoung }) => isYoung).length
    return { outcome, nanos: (end - begin) * 1e6, young, old: within.length - young }
  }

  close(): void {
    this.#observer.disconnect()
  }
}
