import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { fromTarballs } from '../../packages/create-botyard/test/from-tarballs.ts'
import { root } from '../house.ts'
import type { Proof } from '../proof.ts'

/** What a user meets who has only the packed packages: every template, outside the repository. */
export const proof: Proof = {
  name: 'tarballs',
  shows:
    'from packed tarballs in an empty folder, every template installs, typechecks under strict, runs and passes its own tests',
  size: 1,
  async run() {
    // What is packed is what is built.
    execFileSync(process.execPath, [join(root, 'scripts/run.mjs'), 'build'], { cwd: root, stdio: 'ignore' })
    let steps = 0
    const ok = await fromTarballs((tried) => {
      steps++
      process.stderr.write(`${JSON.stringify(tried)}\n`)
    })
    return { ok, counts: { steps }, ...(ok ? {} : { trouble: 'a step failed; it is told above' }) }
  },
}
