import { delimiter, dirname } from 'node:path'
import { runChild } from './child.ts'
import { Trouble } from './trouble.ts'

/** The first version of Node that runs a project: as it is said, and as it is compared. */
export const nodeNeeded = '22.18'

// Before the path of a shell, npm puts these folders in front of it for the command it starts; a project's own scripts never see them.
const isOfNpm = /[\\/]node_modules[\\/]\.bin[\\/]?$|[\\/]node-gyp-bin[\\/]?$/

/**
 * The warning that the Node of the shell, which will run the project, is too old for it: a clone brings a newer one and runs this command
 * with it. Undefined when it is new enough, or when the shell has none.
 */
export async function oldShellNode(cwd: string, stop: AbortSignal): Promise<Trouble | undefined> {
  const path = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '' && !isOfNpm.test(folder))
  const { ok, out } = await runChild('node', ['--version'], { cwd, stop, path: path.join(delimiter) })
  const have = out.trim().replace(/^v/, '')
  if (!ok || !isOlder(have)) return undefined
  const own = dirname(process.execPath)
  return new Trouble(
    'BY7001',
    { needed: nodeNeeded, got: `${have} in this shell` },
    {
      why: 'The project is made and was run with another Node. With this one its scripts refuse to start.',
      fix: [
        'install a newer Node from https://nodejs.org',
        `use the one that made the project, in this shell: PATH="${own}:$PATH"`,
      ],
    },
  )
}

function isOlder(version: string): boolean {
  const [[major = 0, minor = 0] = [], [majorNeeded = 0, minorNeeded = 0] = []] = [version, nodeNeeded].map((text) =>
    text.split('.').map(Number),
  )
  return major < majorNeeded || (major === majorNeeded && minor < minorNeeded)
}
