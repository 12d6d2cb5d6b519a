#!/usr/bin/env node
// Read by any Node since 18, so that an old one hears the reason and not a syntax error. Nothing is loaded or written before that.
const needed = '22.18'
const have = process.versions.node
const [major, minor] = have.split('.').map(Number)
const isOlder = major < 22 || (major === 22 && minor < 18)

if (isOlder) {
  const title = `Needs Node ${needed} or newer, this is ${have}`
  const why = 'Older versions do not run TypeScript files directly.'
  const fix = 'install a newer Node from https://nodejs.org, then try again'
  process.stderr.write(`✖ BY7001  ${title}\n  ${why}\n  Fix     ${fix}\n`)
  if (process.argv.includes('--json')) {
    const error = { code: 'BY7001', title, why, fix: [fix], exitCode: 3 }
    process.stdout.write(`${JSON.stringify({ error }, undefined, 2)}\n`)
  }
  process.exitCode = 3
} else {
  const { main } = await load()
  await main(process.argv.slice(2))
}

/** The program of this package, compiled or, in a clone that was not built yet, as it was written: Node strips types outside of node_modules. */
async function load() {
  try {
    return await import('create-botyard')
  } catch (thrown) {
    if (thrown.code !== 'ERR_MODULE_NOT_FOUND' || !thrown.message.includes('dist')) throw thrown
    return await import('../src/index.ts')
  }
}
