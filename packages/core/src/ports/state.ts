/** State in a form that can be saved: numbers, text, flags, and columns of numbers of a fixed length. */
export type Kept = Record<string, number | string | boolean | Float64Array>
