import { Container } from 'inversify'
import { BotyardError, isBotyardError, isBotyardErrors } from '../errors/botyard-error.ts'
import { reasonOf } from '../errors/reason-of.ts'
import type { Token } from '../ports/token.ts'

const identifiers = new WeakMap<object, symbol>()

/**
 * What inversify calls a token. Only classes with decorators of their own need it: `@inject(identifierOf(Logger))`.
 */
export function identifierOf(token: Token<unknown>): symbol {
  let identifier = identifiers.get(token)
  if (identifier === undefined) {
    identifier = Symbol(token.name)
    identifiers.set(token, identifier)
  }
  return identifier
}

/** A container of parts that are made once. A bot's container sees the parts of its process, not the other way round. */
export class Parts {
  readonly #container: Container

  constructor(parent?: Parts) {
    this.#container = new Container({ defaultScope: 'Singleton', ...(parent === undefined ? {} : { parent: parent.#container }) })
  }

  /** Makes a part from other parts on first need. */
  provide(token: Token<unknown>, needs: readonly Token<unknown>[], make: (...needs: never[]) => unknown): void {
    this.#container
      .bind(identifierOf(token))
      .toResolvedValue(
        make as (...needs: unknown[]) => unknown,
        needs.map((need) => identifierOf(need)),
      )
      .inSingletonScope()
  }

  /** Takes a class whose constructor says with decorators what it needs. */
  provideClass(token: Token<unknown>, made: new (...needs: never[]) => unknown): void {
    this.#container
      .bind(identifierOf(token))
      .to(made as unknown as new () => unknown)
      .inSingletonScope()
  }

  has(token: Token<unknown>): boolean {
    return this.#container.isBound(identifierOf(token))
  }

  /** A part; one that nobody provides is BY2004 and one that cannot be made BY2013, where `owner` is who asked for it. */
  get<T>(token: Token<T>, owner = 'the bot'): T {
    if (!this.has(token)) throw new BotyardError('BY2004', { token: token.name, owner }, { chain: ['Bot', owner, token.name] })
    try {
      return this.#container.get<T>(identifierOf(token))
    } catch (cause) {
      if (isBotyardError(cause) || isBotyardErrors(cause)) throw cause
      const reason = reasonOf(cause)
      throw new BotyardError('BY2013', { token: token.name, owner, reason }, { chain: ['Bot', owner, token.name], cause })
    }
  }
}
