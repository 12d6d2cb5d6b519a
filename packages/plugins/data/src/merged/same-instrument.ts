import type { InstrumentRules } from '@botyard/core'

/** Whether two files mean the same market, whatever else they say of it. */
export function sameInstrument(a: InstrumentRules, b: InstrumentRules): boolean {
  return a.venue === b.venue && a.kind === b.kind && a.name === b.name
}

/** The instruments of several files, each once, and where those of each file stand among them. */
export function placesOf(files: readonly { readonly instruments: readonly InstrumentRules[] }[]): {
  instruments: InstrumentRules[]
  places: number[][]
} {
  const instruments: InstrumentRules[] = []
  const places = files.map((file) =>
    file.instruments.map((rules) => {
      const known = instruments.findIndex((one) => sameInstrument(one, rules))
      return known >= 0 ? known : instruments.push(rules) - 1
    }),
  )
  return { instruments, places }
}
