/** How an option is called in messages. A rule whose one option has its own name, as in `maxDrawdown('10%')`, is named once. */
export function optionOf(owner: string, name: string): string {
  return name === owner ? owner : `${name} of ${owner}`
}
