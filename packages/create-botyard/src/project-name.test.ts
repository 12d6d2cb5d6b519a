import { assert, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { nameProblem, nearestName } from './project-name.ts'

const taken = ['botyard', 'typescript']

test('names that npm takes are taken', () => {
  for (const name of ['my-bot', 'a', 'x2', 'my.bot', 'my_bot', 'a'.repeat(214)])
    expect(nameProblem(name, taken), name).toBeUndefined()
})

test('names that npm refuses are refused with the reason', () => {
  const reasons: Record<string, string> = {
    '': 'it is empty',
    'My-bot': 'it has capital letters',
    'my bot': 'it has a space in it',
    '.bot': 'it begins with "."',
    _bot: 'it begins with "_"',
    böt: 'it has "ö" in it',
    'bot!': 'it has "!" in it',
    'a~b': 'it has "~" in it',
    fs: 'it is the name of a module of Node',
    node_modules: 'npm keeps that name for itself',
    botyard: 'the project needs the package of that name',
    ['a'.repeat(215)]: 'it is longer than 214 characters',
  }
  for (const [name, reason] of Object.entries(reasons)) expect(nameProblem(name, taken), name).toBe(reason)
})

test('the name that is proposed is always a good one, and a good one is proposed as it is', () => {
  expect(['My Bot', '.bot', 'botyard', 'Bot!', '???'].map((name) => nearestName(name, taken))).toEqual([
    'my-bot',
    'bot',
    'my-botyard',
    'bot',
    'my-bot',
  ])
  assert(
    property(string({ unit: 'binary', maxLength: 300 }), (name) => nameProblem(nearestName(name, taken), taken) === undefined),
  )
})
