import { spawn } from 'node:child_process'
import { expect, test } from 'vitest'

const source = new URL('pino-logger.ts', import.meta.url).href

/** Runs a script that has `pinoLogger` in a process of its own, because what counts is what its two outputs get. */
async function outputsOf(script: string, hear: (child: ReturnType<typeof spawn>) => void = () => {}) {
  const whole = `import { pinoLogger } from ${JSON.stringify(source)}\n${script}`
  const child = spawn(process.execPath, ['--no-warnings', '--input-type=module', '--eval', whole], { stdio: 'pipe' })
  let [out, err] = ['', '']
  child.stdout.on('data', (part) => void (out += part))
  child.stderr.on('data', (part) => void (err += part))
  hear(child)
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return {
    code,
    out,
    lines: err
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line)),
  }
}

test('lines of JSON go to standard error and standard output stays clean, whatever the data', async () => {
  const { code, out, lines } = await outputsOf(`
    const log = pinoLogger('debug')
    log.debug('first')
    log.info('with %s data %d', { price: 1.5, quantity: Number.NaN })
    const circle = { size: 10n }
    circle.self = circle
    log.warn('a circle', circle)
    log.error('a failure', new TypeError('no price'))
    log.info('', { nothing: undefined })
    log.warn('unreadable', { get price() { throw new TypeError('gone') } })
    process.stdout.write('done')
  `)
  expect({ code, out }).toEqual({ code: 0, out: 'done' })
  expect(lines.map(({ level, msg }) => [level, msg])).toEqual([
    [20, 'first'],
    [30, 'with %s data %d'],
    [40, 'a circle'],
    [50, 'a failure'],
    [30, ''],
    [40, 'unreadable'],
  ])
  expect(lines[1]).toMatchObject({ price: 1.5 })
  expect(lines[3]).toMatchObject({ err: { type: 'TypeError', message: 'no price' } })
})

test('what is below the level is not written; without a level warnings and above are', async () => {
  const { code, out, lines } = await outputsOf(`
    for (const log of [pinoLogger(), pinoLogger('error'), pinoLogger('silent')])
      for (const level of ['debug', 'info', 'warn', 'error']) log[level](level)
  `)
  expect({ code, out }).toEqual({ code: 0, out: '' })
  expect(lines.map(({ msg }) => msg)).toEqual(['warn', 'error', 'error'])
})

test('a reader that went away does not take the bot with it', async () => {
  const script = `
    const log = pinoLogger()
    process.stdin.once('data', () => {
      for (let i = 0; i < 100; i++) log.warn('into the void', { i })
      process.stdout.write('still trading')
      process.stdin.destroy()
    })
    process.stdout.write('ready ')
  `
  const { code, out } = await outputsOf(script, (child) => {
    child.stdout?.once('data', () => {
      child.stderr?.destroy()
      child.stdin?.write('go')
    })
  })
  expect({ code, out }).toEqual({ code: 0, out: 'ready still trading' })
})
