import { createInterface } from 'node:readline/promises'
import { closestWord } from './closest-word.ts'
import type { FlagName, Words } from './flags.ts'
import { defaultTemplate } from './plan.ts'
import { templates } from './templates.ts'

/** Where questions are put and answers come from. */
export interface Asking {
  readonly input: NodeJS.ReadableStream
  readonly output: NodeJS.WritableStream
  /** The folder that is offered. */
  readonly folder: string
  /** Called when whoever is asked wants to leave. */
  leave(): void
}

/** Asks for what the command line left open. An empty answer takes the default, which stands in brackets. */
export async function askRest(words: Words, { input, output, folder: offered, leave }: Asking): Promise<Words> {
  const lines = createInterface({ input, output, terminal: true })
  const left = new AbortController()
  lines.on('SIGINT', () => left.abort())
  lines.on('close', () => left.abort())
  const ask = async (question: string, fallback: string) =>
    (await lines.question(`  ${question} [${fallback}] `, { signal: left.signal })).trim() || fallback
  try {
    const folder = words.folder ?? (await ask('Folder', offered))
    const template = words.template ?? (await askTemplate(ask, output))
    const set = new Set<FlagName>(words.set)
    if (!set.has('no-install') && /^n/i.test(await ask('Install packages now', 'yes'))) set.add('no-install')
    return { ...words, folder, template, set }
  } catch (thrown) {
    if (!left.signal.aborted) throw thrown
    leave()
    return words
  } finally {
    lines.close()
  }
}

async function askTemplate(
  ask: (question: string, fallback: string) => Promise<string>,
  output: NodeJS.WritableStream,
): Promise<string> {
  const names = Object.keys(templates)
  for (;;) {
    const answer = await ask(`Template: ${names.join(', ')}`, defaultTemplate)
    if (names.includes(answer)) return answer
    const closest = closestWord(answer, names)
    output.write(`  There is no template "${answer}"${closest === undefined ? '' : `; did you mean ${closest}?`}\n`)
  }
}
