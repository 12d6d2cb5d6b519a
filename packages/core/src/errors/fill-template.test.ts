import fc from 'fast-check'
import { expect, expectTypeOf, test } from 'vitest'
import { fillTemplate, fillTitle, type Holes, plainNumber } from './fill-template.ts'
import { printable, shorten, visibleLine } from './printable.ts'

test('every detail is put where its name stands, and braces with blanks are code', () => {
  expect(fillTemplate('{a} of {b}: write {a}({ as: {b} })', { a: 'x', b: 1e-7 })).toBe(
    'x of 0.0000001: write x({ as: 0.0000001 })',
  )
  expect(fillTemplate('{list} {none} {flag}', { list: ['a', 'b'], none: null, flag: true })).toBe('a, b null true')
})

test('a detail is never read as a template and never reaches a prototype', () => {
  expect(fillTemplate('{a} {b}', { a: '{b}', b: '$&' })).toBe('{b} $&')
  expect(fillTemplate('{constructor} {toString}', {})).toBe('{constructor} {toString}')
})

test('the compiler knows the names of a template', () => {
  expectTypeOf<Holes<"{a} of {b}: write {c}({ ... }, { as: '{d}-2' })">>().toEqualTypeOf<'a' | 'b' | 'c' | 'd'>()
  expectTypeOf<Holes<'f({}) and { x: 1 }'>>().toEqualTypeOf<never>()
})

test('any number is written without an exponent below 1 and reads back as itself', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, max: 1e20, min: -1e20 }), (value) => {
      const text = plainNumber(value)
      expect(text).not.toContain('e')
      expect(Number(text) + 0).toBe(value + 0)
    }),
  )
})

test('a headline keeps its length whatever the details are', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 400 }), fc.string({ maxLength: 400 }), (a, b) => {
      expect(fillTitle('{a} of {b} is wrong', { a, b }, 100).length).toBeLessThanOrEqual(100)
    }),
  )
  const path = `/home/someone/${'deep/'.repeat(30)}BTCUSDT.columns`
  const title = fillTitle('{file} is empty', { file: path }, 100)
  expect(title).toMatch(/^\/home\/someone.*…/)
  expect(title).toMatch(/BTCUSDT\.columns is empty$/)
})

test('nothing that is shown can move the cursor or turn the line around', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const dangerous = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u
      expect(printable(text)).not.toMatch(dangerous)
      expect(visibleLine(text)).not.toMatch(dangerous)
      expect(visibleLine(text)).toHaveLength(text.length)
    }),
  )
  expect(printable('a\u001b[31mb\n\u202e')).toBe('a\\u001b[31mb\\n\\u202e')
})

test('a shortened text keeps both ends', () => {
  expect(shorten('abcdefghij', 7)).toBe('abc…hij')
  expect(shorten('abc', 3)).toBe('abc')
})
