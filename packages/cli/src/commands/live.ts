import { BotyardError } from '@botyard/core'

/** `botyard live`: refused in this version, before anything is loaded. */
export async function run(): Promise<number> {
  throw new BotyardError('BY1311', {})
}
