import { BrokenInvariant } from '../errors/assert.ts'
import { BotyardError, isBotyardError, isBotyardErrors } from '../errors/botyard-error.ts'
import { showValue } from '../errors/show-value.ts'
import type { Account } from '../ports/account.ts'
import type { Draft, Executor, PassingOrder } from '../ports/execution.ts'
import type { Fill, OrderHandle, Refusal } from '../ports/orders.ts'
import type { RiskRule, RiskState } from '../ports/risk.ts'
import type { TapeReader } from '../ports/tape.ts'
import type { Micros } from '../ports/time.ts'

// What plugins give to the engine is called in the middle of it, where nobody else is behind what it throws.

/** What a part of a plugin threw, under the name of the plugin. What has a code already, and what is a fault of ours, stays what it is. */
export function blame(plugin: string, call: string, cause: unknown): unknown {
  if (isBotyardError(cause) || isBotyardErrors(cause) || cause instanceof BrokenInvariant) return cause
  const reason = cause instanceof Error ? String(cause) : `it threw ${String(cause)}`
  return new BotyardError('BY2014', { plugin, call, reason }, { cause })
}

/** A reader whose failures have a name. */
export function namedReader(plugin: string, reader: TapeReader): TapeReader {
  return {
    name: reader.name,
    message(tape, from, to) {
      try {
        reader.message(tape, from, to)
      } catch (cause) {
        throw blame(plugin, `the tape reader ${reader.name}`, cause)
      }
    },
  }
}

const riskStates: readonly unknown[] = ['active', 'reducing', 'halted'] satisfies RiskState[]

/**
 * A rule whose failures have a name; `isRefusal` tells numbers that were registered. It may not be skipped: a rule that cannot answer
 * protects nothing, and an answer that is none could let everything pass.
 */
export function namedRule(plugin: string, rule: RiskRule, isRefusal: (refusal: Refusal) => boolean): RiskRule {
  const by = (call: string, cause: unknown) => blame(plugin, `${call} of the risk rule ${rule.name}`, cause)
  return {
    name: rule.name,
    ...(rule.until === undefined ? {} : { until: rule.until }),
    check(question) {
      let refusal: Refusal
      try {
        refusal = rule.check(question)
      } catch (cause) {
        throw by('check', cause)
      }
      if (refusal === 0 || isRefusal(refusal)) return refusal
      throw by('check', new TypeError(noAnswer(refusal, '0 or a refusal that was registered')))
    },
    why() {
      let text: unknown
      try {
        text = rule.why()
      } catch (cause) {
        throw by('why', cause)
      }
      if (typeof text === 'string') return text
      throw by('why', new TypeError(noAnswer(text, 'a text')))
    },
    ...(rule.watch === undefined ? {} : { watch: (account, now) => watchBy(rule, account, now, by) }),
    ...(rule.onFill === undefined
      ? {}
      : {
          onFill: oneBy(
            (fill: Fill) => rule.onFill?.(fill),
            (cause) => by('onFill', cause),
          ),
        }),
  }
}

/** A stage whose failures have a name; those of the stages behind it have theirs already. */
export function namedStage(plugin: string, stage: Executor): Executor {
  const by = (call: string) => (cause: unknown) => blame(plugin, `${call} of its stage before the gateway`, cause)
  return {
    submit: oneBy((draft: Draft) => stage.submit(draft), by('submit')),
    amend: oneBy((draft: Draft) => stage.amend(draft), by('amend')),
    cancel: oneBy((order: OrderHandle) => stage.cancel(order), by('cancel')),
    ...(stage.onOrder === undefined ? {} : { onOrder: oneBy((order: PassingOrder) => stage.onOrder?.(order), by('onOrder')) }),
    ...(stage.onChild === undefined ? {} : { onChild: childBy(stage, by('onChild')) }),
    ...(stage.onFill === undefined ? {} : { onFill: oneBy((fill: Fill) => stage.onFill?.(fill), by('onFill')) }),
  }
}

function childBy(stage: Executor, by: (cause: unknown) => unknown): NonNullable<Executor['onChild']> {
  return (child, parent) => {
    try {
      stage.onChild!(child, parent)
    } catch (cause) {
      throw by(cause)
    }
  }
}

function watchBy(rule: RiskRule, account: Account, now: Micros, by: (call: string, cause: unknown) => unknown): RiskState {
  let state: RiskState
  try {
    state = rule.watch!(account, now)
  } catch (cause) {
    throw by('watch', cause)
  }
  if (riskStates.includes(state)) return state
  throw by('watch', new TypeError(noAnswer(state, "'active', 'reducing' or 'halted'")))
}

/** Says what came instead of an answer. A promise is let go of: what becomes of it concerns nobody any more. */
function noAnswer(got: unknown, expected: string): string {
  if (!(got instanceof Promise)) return `it returned ${showValue(got)}, expected ${expected}`
  got.catch(() => {})
  return `it returned a promise, expected ${expected}`
}

function oneBy<A>(work: (what: A) => void, by: (cause: unknown) => unknown): (what: A) => void {
  return (what) => {
    try {
      work(what)
    } catch (cause) {
      throw by(cause)
    }
  }
}
