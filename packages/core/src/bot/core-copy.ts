/** This copy of core: every wish carries it, so that parts of two copies, which would never match, are noticed before anything is made. */
export const coreCopy: CoreCopy = Object.freeze({ version: '0.1.0' })

/** What a copy of core says of itself. */
export interface CoreCopy {
  readonly version: string
}
