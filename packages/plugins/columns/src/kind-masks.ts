import { Column, tapeKinds } from '@botyard/core'

/** Every column there is; for kinds that this version does not know yet. */
const everyColumn = Column.instrument | Column.side | Column.price | Column.quantity | Column.a | Column.b | Column.ref

/** Which columns the rows of a kind use, by the number of the kind. */
export const masks: Uint8Array = new Uint8Array(256).fill(everyColumn)
for (const { kind, columns } of tapeKinds) masks[kind] = columns
