import { BotyardError, catalogue, closestWord, explainCode } from '@botyard/core'
import type { Call } from '../call.ts'
import { table } from '../table.ts'

/** `botyard explain CODE`: what an error means and what to do, from the package itself. Without a code, the list of all. */
export async function run({ words, terminal }: Call): Promise<number> {
  const [word] = words
  if (word === undefined) {
    list(terminal)
    return 0
  }
  const code = word.toUpperCase()
  const text = explainCode(code, terminal.proseWidth)
  if (text === undefined) throw unknownCode(word, code)
  if (terminal.json) terminal.document({ code, ...catalogue[code as keyof typeof catalogue] })
  else terminal.print(text)
  return 0
}

function list(terminal: Call['terminal']): void {
  // The catalogue is put together from several files, in no order that a reader would look for.
  const all = Object.entries(catalogue).sort(([one], [other]) => (one < other ? -1 : 1))
  if (terminal.json) {
    terminal.document({ codes: all.map(([code, { title, exit }]) => ({ code, title, exit })) })
    return
  }
  const rows = all.map(([code, { title }]) => [code, title.replace(/\{([A-Za-z]\w*)\}/g, '<$1>')])
  terminal.print(table([{ title: 'Code' }, { title: 'Error', wrap: 30 }], rows, terminal.width).join('\n'))
}

/** Codes lie so close together that only one wrong digit, one too many or few, or two that changed places point at a certain one. */
function isOneSlip(code: string, meant: string): boolean {
  if (code.length !== meant.length) return true
  const wrong = [...code].flatMap((letter, at) => (letter === meant[at] ? [] : [at]))
  const [first = 0, second = 0] = wrong
  return wrong.length < 2 || (wrong.length === 2 && code[first] === meant[second] && code[second] === meant[first])
}

function unknownCode(word: string, code: string): BotyardError {
  const closest = closestWord(code, Object.keys(catalogue))
  if (closest === undefined || !isOneSlip(code, closest)) return new BotyardError('BY1310', { code: word })
  return new BotyardError(
    'BY1310',
    { code: word, closest },
    { fix: [`did you mean: npx botyard explain ${closest}`, 'see all codes: npx botyard explain'] },
  )
}
