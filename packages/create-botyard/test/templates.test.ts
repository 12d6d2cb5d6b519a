import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectFiles } from '../src/project-files.ts'
import { type TemplateName, templates } from '../src/templates.ts'

// Each template is written to a folder outside of the repository and stands on the sources of the workspace, as if they were installed.
// `from-tarballs.ts` does the same with packed packages, which takes minutes.

const execute = promisify(execFile)
const installed = fileURLToPath(new URL('../../../node_modules', import.meta.url))
const names = Object.keys(templates) as TemplateName[]
let around = ''

beforeAll(() => {
  around = mkdtempSync(join(tmpdir(), 'templates-'))
  for (const template of names) {
    const folder = join(around, template)
    for (const [path, text] of projectFiles({
      name: 'my-own',
      template,
      symbols: ['BTCUSDT'],
      tool: 'npm',
      version: '0.1.0',
      pins: {},
    })) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    symlinkSync(installed, join(folder, 'node_modules'))
  }
})
afterAll(() => rmSync(around, { recursive: true }))

/** Runs Node in a project and answers with what it printed when it failed. */
async function failure(template: TemplateName, words: readonly string[]): Promise<string> {
  try {
    await execute(process.execPath, words, { cwd: join(around, template) })
    return ''
  } catch (thrown) {
    const { stdout, stderr } = thrown as { stdout?: string; stderr?: string }
    return `${stdout}${stderr}` || String(thrown)
  }
}

test.each(names)('%s holds to its own strict types', async (template) => {
  // The sources of the workspace lie outside of the project, so nothing may be said about where its root is.
  const words = [join(installed, 'typescript/bin/tsc'), '--noEmit', '--rootDir', '/', '--customConditions', '@botyard/source']
  const said = await failure(template, [...words, '--pretty', 'false'])
  // What the workspace has against its own sources is for its own check to say.
  expect(said.split('\n').filter((line) => /^[\w.-]+[/\w.-]*\(/.test(line) && !line.startsWith('..'))).toEqual([])
})

test.each(names)('%s passes its own tests', async (template) => {
  expect(await failure(template, ['--conditions=@botyard/source', '--test', 'test/**/*.test.ts'])).toBe('')
})
