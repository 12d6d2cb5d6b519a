import { BotyardError } from '../errors/botyard-error.ts'
import type { Token } from '../ports/token.ts'
import type { Parts } from './container.ts'

/** A part that a plugin said how to make. */
export interface Provision {
  readonly plugin: string
  readonly token: Token<unknown>
  readonly needs: readonly Token<unknown>[]
  /** False when another plugin's part of that name counts. */
  readonly isUsed: boolean
  /** Says to a container how it is made. */
  bind(parts: Parts): void
}

/**
 * Checks what parts are made from, before any of them is made: each needs to be there, and none may need itself over others. What a
 * decorated class needs stands in its decorators and is not seen here.
 */
export function checkNeeds(provisions: readonly Provision[], parts: Parts, problems: BotyardError[]): void {
  const used = provisions.filter(({ isUsed }) => isUsed)
  const byToken = new Map(used.map((one) => [one.token, one]))
  for (const { plugin, token, needs } of used)
    for (const need of needs.filter((one) => !parts.has(one))) {
      const chain = ['Bot', plugin, token.name, need.name]
      problems.push(new BotyardError('BY2004', { token: need.name, owner: plugin }, { chain }))
    }
  const done = new Set<Provision>()
  const visit = (one: Provision, path: readonly Provision[]): void => {
    if (done.has(one)) return
    if (path.includes(one)) {
      const chain = [...path.slice(path.indexOf(one)), one].map(({ token }) => token.name)
      problems.push(new BotyardError('BY2003', { token: one.token.name }, { chain }))
      return
    }
    for (const need of one.needs) {
      const next = byToken.get(need)
      if (next !== undefined) visit(next, [...path, one])
    }
    done.add(one)
  }
  for (const one of used) visit(one, [])
}
