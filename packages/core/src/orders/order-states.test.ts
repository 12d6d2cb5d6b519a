import { expect, test } from 'vitest'
import type { OrderEvent } from './order-states.ts'
import { isLive, orderEvents, orderStates, orderStep } from './order-states.ts'

const pairs = orderStates.flatMap((state) => orderEvents.map((event) => ({ state, event })))
const terminal = orderStates.filter((state) => !isLive(state))
const fills: OrderEvent[] = ['fillPart', 'fillAll']

test('every pair of the 12 states and 18 events has a step, and every step is a state or a verdict', () => {
  expect(pairs).toHaveLength(216)
  const words = new Set<string>([...orderStates, 'stay', 'back', 'late', 'odd', 'bug'])
  for (const { state, event } of pairs) expect(words, `${state} × ${event}`).toContain(orderStep(state, event))
})

test('a terminal state is never left, and a late fill on it is booked', () => {
  for (const state of terminal) {
    for (const event of orderEvents) {
      expect(['stay', 'late', 'odd', 'bug'], `${state} × ${event}`).toContain(orderStep(state, event))
      expect(orderStep(state, event) === 'late').toBe(fills.includes(event))
    }
  }
})

test('a fill is believed in every live state', () => {
  for (const state of orderStates.filter(isLive)) {
    expect(orderStep(state, 'fillAll')).toBe('filled')
    expect(['partial', 'stay']).toContain(orderStep(state, 'fillPart'))
  }
})

test('an unknown order ends by evidence only: silence and our own wishes leave it unknown', () => {
  const silence: OrderEvent[] = ['timeout', 'cancelSent', 'cancelRefused', 'fillPart']
  for (const event of silence) expect(orderStep('unknown', event), event).toBe('stay')
})

test('nothing the venue can say is called our bug', () => {
  for (const event of orderEvents.slice(orderEvents.indexOf('accepted')))
    for (const state of orderStates) expect(orderStep(state, event), `${state} × ${event}`).not.toBe('bug')
})

test('an order without an answer becomes unknown, never rejected', () => {
  for (const state of ['sent', 'amending', 'cancelling'] as const) expect(orderStep(state, 'timeout')).toBe('unknown')
})
