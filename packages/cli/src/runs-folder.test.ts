import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkRunsFolder, claimRunFolder, fillRunFolder } from './runs-folder.ts'

let cwd = ''
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'botyard-runs-'))
})
afterEach(() => rmSync(cwd, { recursive: true, force: true }))

const report = async (folder: string) => join(folder, 'report.html')

describe('claiming', () => {
  test('begins at 0001 and goes on after the highest number, whatever else lies there', () => {
    expect(claimRunFolder(cwd)).toEqual({ number: 1, path: join(cwd, 'runs', '0001') })
    mkdirSync(join(cwd, 'runs', '0041'))
    mkdirSync(join(cwd, 'runs', 'notes'))
    writeFileSync(join(cwd, 'runs', '0042'), 'a file with the next number')
    expect(claimRunFolder(cwd).number).toBe(43)
    mkdirSync(join(cwd, 'runs', '12345'))
    expect(claimRunFolder(cwd).path).toBe(join(cwd, 'runs', '12346'))
  })

  test('gives each of several processes its own numbers', async () => {
    const file = fileURLToPath(new URL('./runs-folder.ts', import.meta.url))
    const script = `import { claimRunFolder } from ${JSON.stringify(file)}
      for (let n = 0; n < 20; n++) console.log(claimRunFolder(${JSON.stringify(cwd)}).number)`
    const claim = () =>
      new Promise<string>((resolve) => {
        const child = spawn(process.execPath, ['--conditions=@botyard/source', '--input-type=module', '-e', script], {
          stdio: ['ignore', 'pipe', 'inherit'],
        })
        let text = ''
        child.stdout.on('data', (chunk) => {
          text += chunk
        })
        child.on('close', () => resolve(text))
      })
    const numbers = (await Promise.all([claim(), claim(), claim()])).flatMap((text) => text.trim().split('\n').map(Number))
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, at) => at + 1))
  })

  test('says BY6009 where nothing can be made', () => {
    writeFileSync(join(cwd, 'runs'), 'in the way')
    expect(() => claimRunFolder(cwd)).toThrow(expect.objectContaining({ code: 'BY6009', exitCode: 3 }))
    expect(() => checkRunsFolder(cwd)).toThrow(expect.objectContaining({ code: 'BY6009' }))
  })
})

test('looking whether a run could be kept leaves nothing behind', () => {
  checkRunsFolder(cwd)
  claimRunFolder(cwd)
  checkRunsFolder(cwd)
  expect([readdirSync(cwd), readdirSync(join(cwd, 'runs'))]).toEqual([['runs'], ['0001']])
})

describe('filling', () => {
  test('leaves every file whole and none half', async () => {
    const folder = claimRunFolder(cwd)
    expect(await fillRunFolder(folder, { 'a.json': '{}', 'b.csv': 'x\n' }, report)).toBe(join(folder.path, 'report.html'))
    expect(readdirSync(folder.path).sort()).toEqual(['a.json', 'b.csv'])
    expect(readFileSync(join(folder.path, 'b.csv'), 'utf8')).toBe('x\n')
  })

  test('removes the whole run when one file cannot be written', async () => {
    const folder = claimRunFolder(cwd)
    mkdirSync(join(folder.path, 'b.csv'))
    await expect(fillRunFolder(folder, { 'a.json': '{}', 'b.csv': 'x' }, report)).rejects.toMatchObject({ code: 'BY6009' })
    expect(existsSync(folder.path)).toBe(false)
  })

  test('removes it too when the report fails', async () => {
    const folder = claimRunFolder(cwd)
    const failing = () => Promise.reject(new RangeError('no report'))
    await expect(fillRunFolder(folder, { 'a.json': '{}' }, failing)).rejects.toThrow('no report')
    expect(existsSync(folder.path)).toBe(false)
  })
})
