import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { checkPlan, defaultFolder, planProject } from './plan.ts'
import { readWords } from './read-words.ts'
import { Troubles } from './trouble.ts'

const clone = fileURLToPath(new URL('../../../', import.meta.url))
const call = 'npm exec create-botyard --'

/** Fixes for a folder that is asked for in a folder of the clone; none when nothing is wrong with it. */
function fixes(folder: string, cwd = clone): readonly string[] {
  const place = { cwd, clone }
  try {
    checkPlan(planProject(readWords([folder], call).words, place, undefined), place, call)
    return []
  } catch (thrown) {
    if (!(thrown instanceof Troubles)) throw thrown
    return thrown.all.flatMap(({ fix }) => fix)
  }
}

test('the folder when none is named is here, and where here is the clone, beside it', () => {
  expect(defaultFolder({ cwd: '/home/me', clone: undefined })).toBe('my-bot')
  expect(defaultFolder({ cwd: '/home/me', clone: '/home/me/botyard' })).toBe('my-bot')
  expect(defaultFolder({ cwd: '/home/me/botyard', clone: '/home/me/botyard/' })).toBe(join('..', 'my-bot'))
  expect(defaultFolder({ cwd: '/home/me/botyard/docs', clone: '/home/me/botyard' })).toBe(join('..', '..', 'my-bot'))
})

test('a folder in the clone is refused with the command for one beside it', () => {
  expect(fixes('own-bot')).toEqual([`make it beside the clone: ${call} ../own-bot`])
  expect(fixes('own-bot', join(clone, 'docs'))).toEqual([`make it beside the clone: ${call} ../../own-bot`])
  expect(fixes('examples/own-bot')).toEqual([`make it beside the clone: ${call} ../own-bot`])
  expect(fixes('.')[0]).toBe(`make it beside the clone: ${call} ../my-bot`)
})

test('a folder beside the clone is fine, also where its name begins with that of the clone', () => {
  expect(fixes('../no-such-bot-yet')).toEqual([])
  expect(fixes(`${clone.replace(/[\\/]$/, '')}-bot`)).toEqual([])
})
