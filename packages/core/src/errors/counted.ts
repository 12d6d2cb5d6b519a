/** A number of things as a text says it: '1 order', '2 orders'. */
export function counted(count: number, what: string, many = `${what}s`): string {
  return `${count} ${count === 1 ? what : many}`
}
