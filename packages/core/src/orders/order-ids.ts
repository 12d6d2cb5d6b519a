/** Digits of the numbers in an id: those and the letters before x, which stands between them, so that no two ids read alike. */
const radix = 33

/** Client ids: unique for ever on an account, because the epoch is new at every start and the sequence never repeats within one. */
export class OrderIds {
  readonly epoch: number
  sequence = 0

  /** @param epoch number of this start, kept before the first use. */
  constructor(epoch: number) {
    this.epoch = epoch
  }

  next(): number {
    return ++this.sequence
  }

  /** At most 32 characters of 0-9, a-z: epoch, sequence and owner as they were when the order was made, so a foreign eye can group them. */
  text(sequence: number, owner: number, epoch = this.epoch): string {
    return `by${epoch.toString(radix)}x${sequence.toString(radix)}x${owner.toString(radix)}`
  }
}
