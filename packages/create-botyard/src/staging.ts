import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { firstThere } from './target-folder.ts'
import { unwritable } from './trouble.ts'

/** What is moved as a whole, because nobody wants two of them mixed. */
const wholes = ['node_modules', '.git']

/**
 * A project that is still being made, in a folder of its own beside the target or, where the target exists, inside it. It appears there by
 * renames at the end or not at all; whatever goes wrong before that leaves everything as it was.
 */
export class Staging {
  readonly folder: string
  readonly #target: string
  /** Whether the target was there before, so that things are moved into it. */
  readonly #isInside: boolean
  /** The topmost folder that was made for this, to be taken away again. */
  readonly #made: string | undefined
  #isOver = false

  constructor(target: string) {
    this.#target = target
    this.#isInside = existsSync(target)
    const place = this.#isInside ? target : dirname(target)
    const there = firstThere(place)
    try {
      this.#made = there === place ? undefined : mkdirSync(place, { recursive: true })
      this.folder = mkdtempSync(join(place, `.${basename(target)}-`))
      // A temporary folder is closed to everybody else, and this one becomes the project's own.
      chmodSync(this.folder, 0o777 & ~process.umask())
    } catch (thrown) {
      this.#takeBackFolders()
      throw unwritable(place, thrown)
    }
  }

  write(files: ReadonlyMap<string, string>): void {
    for (const [path, text] of files) {
      const file = join(this.folder, path)
      try {
        mkdirSync(dirname(file), { recursive: true })
        writeFileSync(file, text)
      } catch (thrown) {
        throw unwritable(path, thrown)
      }
    }
  }

  /** Moves the project to where it belongs. When one move fails, those before it are undone. */
  place(): void {
    try {
      if (this.#isInside) this.#merge()
      else renameSync(this.folder, this.#target)
    } catch (thrown) {
      throw unwritable(this.#target, thrown)
    }
    this.#isOver = true
  }

  /** Takes away everything that is not in its place; after `place` there is nothing. May be called twice. */
  discard(): void {
    if (this.#isOver) return
    this.#isOver = true
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 })
    this.#takeBackFolders()
  }

  #merge(): void {
    const moves: [from: string, to: string][] = []
    const paths = pathsIn(this.folder)
    const replaced = mkdtempSync(join(this.folder, '.replaced-'))
    const move = (from: string, to: string) => {
      mkdirSync(dirname(to), { recursive: true })
      renameSync(from, to)
      moves.push([from, to])
    }
    try {
      for (const path of paths) {
        const to = join(this.#target, path)
        if (existsSync(to)) move(to, join(replaced, path))
        move(join(this.folder, path), to)
      }
    } catch (thrown) {
      for (const [from, to] of moves.reverse()) renameSync(to, from)
      throw thrown
    }
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 })
  }

  #takeBackFolders(): void {
    const made = this.#made
    if (made === undefined) return
    for (let folder = dirname(this.#target); folder.length >= made.length; folder = dirname(folder)) {
      try {
        rmdirSync(folder)
      } catch {
        // Somebody else has put something there meanwhile, and that stays.
        return
      }
    }
  }
}

/** Files of a folder, and the wholes as such, by path. */
function pathsIn(folder: string, below = ''): string[] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = join(below, entry.name)
    return entry.isDirectory() && !wholes.includes(path) ? pathsIn(folder, path) : [path]
  })
}
