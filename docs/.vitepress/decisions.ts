import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { DefaultTheme } from 'vitepress'

const folder = fileURLToPath(new URL('../decisions', import.meta.url))

/** A line of the sidebar for every decision, by its number. */
export function decisions(): DefaultTheme.SidebarItem[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}-.*\.md$/.test(name))
    .sort()
    .map((name) => ({ text: titleOf(join(folder, name)), link: `/decisions/${name.replace(/\.md$/, '')}` }))
}

function titleOf(file: string): string {
  return /^# (.+)$/m.exec(readFileSync(file, 'utf8'))?.[1] ?? file
}
