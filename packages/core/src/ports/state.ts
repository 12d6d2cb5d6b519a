/** State in a form that can be saved: numbers, text, flags, and columns of numbers of a fixed length. */
export type Kept = Record<string, number | string | boolean | Float64Array>

/** A record that was made from a first value: what began as `false` is a flag, and not the one value that the compiler saw. */
export type KeptRecord<K extends Kept> = { [F in keyof K]: K[F] extends boolean ? boolean : K[F] }
