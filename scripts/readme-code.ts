import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { root } from './house.ts'

const execute = promisify(execFile)
// Inside the repository, so that packages are found from there as they are found from anywhere in it.
const cache = join(root, 'node_modules', '.cache', 'readme-code')

/** The TypeScript in a document, block by block, with the line on which each begins. */
export function codeBlocks(document: string): { readonly line: number; readonly code: string }[] {
  return [...document.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map((found) => ({
    line: document.slice(0, found.index).split('\n').length + 1,
    code: found[1] ?? '',
  }))
}

/** What the compiler says of the TypeScript in these documents; each block must stand alone, as it is copied. */
export async function snippetTroubles(documents: readonly string[]): Promise<string[]> {
  rmSync(cache, { recursive: true, force: true })
  mkdirSync(cache, { recursive: true })
  const places = new Map<string, { readonly path: string; readonly line: number }>()
  for (const path of documents) {
    for (const { line, code } of codeBlocks(textOf(path))) {
      const file = `${path.replace(/\W+/g, '-')}-${line}.ts`
      writeFileSync(join(cache, file), code)
      places.set(file, { path, line })
    }
  }
  if (places.size === 0) return []
  const config = {
    extends: join(root, 'tsconfig.check.json'),
    compilerOptions: { incremental: false, noUnusedLocals: false },
    include: ['*.ts'],
    exclude: [],
  }
  writeFileSync(join(cache, 'tsconfig.json'), JSON.stringify(config))
  const said = await compilerOutput()
  return said.flatMap((line) => {
    const [, file = '', row = '', , text = ''] = /(?:^|\/)([^/]+\.ts)\((\d+),(\d+)\): (.*)/.exec(line) ?? []
    const place = places.get(file)
    return place === undefined ? [] : [`${place.path}:${place.line + Number(row) - 1} ${text}`]
  })
}

async function compilerOutput(): Promise<string[]> {
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  try {
    await execute(process.execPath, [tsc, '-p', cache, '--pretty', 'false'], { cwd: dirname(cache) })
    return []
  } catch (error) {
    return String((error as { stdout?: string }).stdout ?? error).split('\n')
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(join(root, path), 'utf8')
  } catch {
    return ''
  }
}
