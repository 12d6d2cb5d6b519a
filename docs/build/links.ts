import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

/** What a check of a built site went through. */
export interface CheckedLinks {
  readonly files: number
  readonly links: number
}

/**
 * Follows every link of a built site that stays within it, down to the heading it names. VitePress knows dead pages but no dead headings.
 * Ends the process with all that lead nowhere.
 */
export function checkLinks(dist: string): CheckedLinks {
  const files = htmlFiles(dist)
  const headings = new Map(files.map((file) => [file, idsOf(readFileSync(file, 'utf8'))]))
  const broken: string[] = []
  let links = 0
  for (const file of files) {
    for (const href of hrefsOf(readFileSync(file, 'utf8'))) {
      links++
      const [path = '', heading = ''] = href.split('#')
      const target = path === '' ? file : page(path.startsWith('/') ? join(dist, path) : resolve(dirname(file), path))
      const known = target === undefined ? undefined : headings.get(target)
      if (target === undefined) broken.push(`${relative(dist, file)}: ${href} is no page`)
      else if (heading !== '' && known !== undefined && !known.has(decodeURIComponent(heading))) {
        broken.push(`${relative(dist, file)}: ${href} is no heading`)
      }
    }
  }
  if (broken.length > 0) {
    console.error([...new Set(broken)].join('\n'))
    console.error(`${broken.length} broken links`)
    process.exit(1)
  }
  return { files: files.length, links }
}

function htmlFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.html'))
    .map((path) => join(folder, path))
}

function page(path: string): string | undefined {
  const decoded = decodeURIComponent(path)
  const candidates = [decoded, `${decoded}.html`, join(decoded, 'index.html')]
  return candidates.find((one) => existsSync(one) && statSync(one).isFile())
}

function idsOf(html: string): Set<string> {
  return new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id = '']) => unescaped(id)))
}

/** Links within the site; those of the page's own machinery, such as styles, are looked at as well. */
function hrefsOf(html: string): string[] {
  const all = [...html.matchAll(/\shref="([^"]*)"/g)].map(([, href = '']) => unescaped(href))
  return all.filter((href) => href !== '' && !/^(?:[a-z]+:|\/\/)/i.test(href))
}

function unescaped(text: string): string {
  return text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<')
}
