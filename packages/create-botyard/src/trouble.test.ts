import { readFileSync } from 'node:fs'
import { catalogue } from '@botyard/core'
import { expect, test } from 'vitest'
import { Trouble, Troubles } from './trouble.ts'
import { type TroubleCode, troubleTexts } from './trouble-texts.ts'

test('every error is the one of the catalogue, word for word', () => {
  for (const [code, text] of Object.entries(troubleTexts)) {
    const { title, why, fix, exit } = catalogue[code as TroubleCode]
    expect(text, code).toEqual({ title, why, fix, exit })
  }
})

test('what an old Node is told is the entry of the catalogue too', () => {
  const bin = readFileSync(new URL('../bin/create-botyard.js', import.meta.url), 'utf8')
  const { title, why, fix, exit } = catalogue.BY7001
  const words = title.replace('{needed}', '${needed}').replace('{got}', '${have}')
  for (const part of [`\`${words}\``, why, ...fix, 'BY7001', `exitCode = ${exit}`]) expect(bin).toContain(part)
})

test('details are filled in, and none of them can move the cursor', () => {
  const trouble = new Trouble('BY1307', { template: 'x\u001b[2J\u202e', known: 'momentum' })
  expect(trouble).toMatchObject({
    title: 'There is no template "x\\u001b[2J\\u202e"',
    fix: ['use one of: momentum'],
    exitCode: 2,
  })
})

test('the first of several problems decides the exit code', () => {
  const name = new Trouble('BY1309', { name: 'X', reason: 'it has capital letters', example: 'x' })
  const place = new Trouble('BY6009', { file: 'x', reason: 'the disk is full' })
  expect([new Troubles(name, place).exitCode, new Troubles(place, name).exitCode]).toEqual([2, 3])
})
