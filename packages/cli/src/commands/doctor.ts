import { exitCodes } from '@botyard/core'
import type { Call } from '../call.ts'
import { checkBot, checkFolder, checkNode, checkOneCore, checkVersions, type Finding, packagesSeenFrom } from '../health.ts'
import { version } from '../version.ts'
import { clean, pad } from '../visible.ts'

/** `botyard doctor`: looks at everything around a bot that can be wrong, and says how to mend what is. */
export async function run(call: Call): Promise<number> {
  const { terminal, cwd } = call
  const from = packagesSeenFrom(call)
  const findings = [
    checkNode(process.versions.node),
    checkOneCore(from),
    checkVersions(from),
    checkFolder(cwd),
    await checkBot(call),
  ]
  const ok = findings.every((finding) => finding.ok)
  const system = { botyard: version(), node: process.versions.node, platform: process.platform, arch: process.arch }
  if (terminal.json) terminal.document({ ok, ...system, checks: findings })
  else {
    const heading = `botyard ${system.botyard} · node ${system.node} · ${system.platform} ${system.arch}`
    terminal.print([heading, ...findings.flatMap((finding) => lines(finding, call))].join('\n'))
  }
  return ok ? exitCodes.ok : exitCodes.config
}

function lines({ name, ok, text, fix }: Finding, { terminal }: Call): string[] {
  const sign = ok ? terminal.paint('green', '✔') : terminal.paint('red', '✖')
  const first = `${sign} ${pad(name, 10)} ${clean(text)}`
  return fix === undefined ? [first] : [first, `  ${pad('fix', 10)} ${clean(fix)}`]
}
