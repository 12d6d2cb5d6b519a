import { entryOf } from './catalogue.ts'
import { wrapText } from './wrap-text.ts'

/** The names in braces as people write placeholders: <symbol>. */
function withPlaceholders(template: string): string {
  return template.replace(/\{([A-Za-z]\w*)\}/g, '<$1>')
}

/** What `botyard explain` prints for a code: what happened, what to do, and how it is right. Undefined for a code that does not exist. */
export function explainCode(code: string, width = 80): string | undefined {
  const entry = entryOf(code)
  if (entry === undefined) return undefined
  const lines = [
    ...wrapText(withPlaceholders(entry.title), { width, lead: `${code}  ` }),
    '',
    ...wrapText(entry.explain.join(' '), { width, lead: '' }),
    '',
    ...entry.fix.flatMap((step, i) => wrapText(withPlaceholders(step), { width, lead: i === 0 ? 'Fix      ' : 'Or       ' })),
    ...wrapText(entry.example, { width, lead: 'Example  ' }),
    `Exit     ${entry.exit}`,
  ]
  return lines.join('\n')
}
