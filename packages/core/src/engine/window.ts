/**
 * What others may see of an object that is refilled: the fields named, always as they are now, and copies of it have them. Whoever writes to
 * it is told so by the language, so nobody changes what the next one hears. Made once, because a getter for each field is made with it.
 */
export function windowOn<T extends object, const K extends keyof T>(truth: T, names: readonly K[]): Readonly<Pick<T, K>> {
  const window = {} as Pick<T, K>
  for (const name of names) Object.defineProperty(window, name, { enumerable: true, get: () => truth[name] })
  return Object.freeze(window)
}
