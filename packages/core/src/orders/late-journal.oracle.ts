import type { Durability, Journal } from '../ports/journal.ts'

/** A journal whose disk a test holds back. It keeps every record, and while it is held it releases only what the test lets go. */
export class LateJournal implements Journal {
  readonly records: { readonly bytes: Uint8Array; readonly level: Durability }[] = []
  isHeld = false
  /** The highest record that was let go. */
  releasedTo = -1
  #hear: (record: number) => void = () => {}

  append(bytes: Uint8Array, level: Durability): number {
    return this.records.push({ bytes: bytes.slice(), level }) - 1
  }

  flush(): void {
    if (!this.isHeld) this.release(this.records.length - 1)
  }

  released(hear: (record: number) => void): void {
    this.#hear = hear
  }

  /** Lets go everything up to a record. */
  release(record: number): void {
    this.releasedTo = Math.max(this.releasedTo, record)
    this.#hear(this.releasedTo)
  }

  replay(hear: (bytes: Uint8Array) => void): void {
    for (const { bytes } of this.records) hear(bytes)
  }

  digest(): string {
    return this.records.map(({ bytes }) => bytes.join()).join(' ')
  }

  /** Decisions that were recorded, as urgency and handle, oldest first. */
  decisions(): { readonly record: number; readonly urgency: number; readonly handle: number }[] {
    return this.records.flatMap(({ bytes }, record) => {
      const view = new DataView(bytes.buffer)
      return view.getUint8(0) === 1 ? [{ record, urgency: view.getUint8(1), handle: view.getInt32(18) }] : []
    })
  }
}
