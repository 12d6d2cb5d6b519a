/** The first version of Node that runs TypeScript without a flag. */
export const nodeNeeded = '22.18.0'

/** Whether a version such as '20.20.2' is at least another. */
export function isAtLeast(version: string, needed: string): boolean {
  const [have, want] = [version, needed].map((text) => text.split('.').map(Number)) as [number[], number[]]
  for (const [at, part] of want.entries()) {
    const difference = (have[at] ?? 0) - part
    if (difference !== 0) return difference > 0
  }
  return true
}

/**
 * Ends the process with a reason when Node is too old to run a bot. It writes by itself because nothing else may be loaded then: the
 * rest is written for newer versions.
 */
export function refuseOldNode(version: string): void {
  if (isAtLeast(version, nodeNeeded)) return
  process.stderr.write(
    `x BY7001  Needs Node ${nodeNeeded} or newer, this is ${version}\n  Older versions do not run TypeScript files directly.\n  Fix     install a newer Node from https://nodejs.org, then try again\n`,
  )
  process.exit(3)
}
