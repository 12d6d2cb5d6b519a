/** Text that Markdown and the templates of the site leave as it is: braces at the end of a cell would be read as attributes of it. */
export function plain(text: string): string {
  return text.replaceAll('<', '&lt;').replaceAll('{', '&lbrace;').replaceAll('|', '\\|')
}

/** Rows as a Markdown table. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
