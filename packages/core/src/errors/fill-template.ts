import { printable, shorten } from './printable.ts'

/** A value an error carries; all of it survives JSON. */
export type Detail = string | number | boolean | null | readonly Detail[] | { readonly [name: string]: Detail }

/** The names in braces of a template: Holes<'{a} of {b}'> is 'a' | 'b'. Braces with a blank in them are code, not a name. */
export type Holes<T extends string> = T extends `${string}{${infer Tail}`
  ? Tail extends `${infer Name}}${infer Rest}`
    ? Name extends '' | `${string} ${string}` | `${string}{${string}`
      ? Holes<Tail>
      : Name | Holes<Rest>
    : never
  : never

const hole = /\{([A-Za-z]\w*)\}/g

/** A number as people write it, without an exponent down to the smallest double: 1e-7 is 0.0000001. */
export function plainNumber(value: number): string {
  const text = String(value)
  const e = text.indexOf('e-')
  if (e < 0) return text
  const sign = text.startsWith('-') ? '-' : ''
  const digits = text.slice(sign.length, e).replace('.', '')
  return `${sign}0.${'0'.repeat(Number(text.slice(e + 2)) - 1)}${digits}`
}

function detailText(detail: Detail | undefined): string {
  if (typeof detail === 'number') return plainNumber(detail)
  if (typeof detail === 'string') return printable(detail)
  if (Array.isArray(detail)) return detail.map(detailText).join(', ')
  return printable(JSON.stringify(detail ?? null))
}

/** Puts the details into a template; a name without a detail stays as it is, which the compiler rules out for the catalogue. */
export function fillTemplate(template: string, details: Readonly<Record<string, Detail>>, mostPerHole = Infinity): string {
  return template.replace(hole, (whole, name: string) =>
    Object.hasOwn(details, name) ? shorten(detailText(details[name]), mostPerHole) : whole,
  )
}

/** The same for a headline of at most `most` characters: the longest details give way first. */
export function fillTitle(template: string, details: Readonly<Record<string, Detail>>, most: number): string {
  let title = fillTemplate(template, details)
  for (let perHole = 60; title.length > most && perHole >= 8; perHole -= 4) title = fillTemplate(template, details, perHole)
  return shorten(title, most)
}
