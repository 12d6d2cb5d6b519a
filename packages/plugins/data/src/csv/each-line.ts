import { FileBytes } from '@botyard/columns'
import { BotyardError } from '@botyard/core'

/** Bytes that are read at a time; a line that is longer than this is no line of a table. */
const stretchBytes = 1 << 20

/** Hears of every line that is not blank, with its number from 1. The file may be larger than memory. */
export function eachLine(file: string, hear: (line: string, number: number) => void): void {
  const bytes = new FileBytes(file)
  try {
    if (bytes.size === 0) throw new BotyardError('BY6004', { file })
    readLines(bytes, hear)
  } finally {
    bytes.close()
  }
}

/** The decoder takes a byte order mark away; line ends may be those of any system, a carriage return alone included. */
function readLines(bytes: FileBytes, hear: (line: string, number: number) => void): void {
  const decoder = new TextDecoder('utf-8')
  const stretch = new Uint8Array(stretchBytes)
  let rest = ''
  let number = 0
  let end: '\n' | '\r' | undefined
  for (let at = 0; at < bytes.size; at += stretchBytes) {
    const part = stretch.subarray(0, Math.min(stretchBytes, bytes.size - at))
    bytes.fill(at, part)
    const last = at + part.length === bytes.size
    const decoded = rest + decoder.decode(part, { stream: !last })
    end ??= decoded.includes('\r') && !decoded.includes('\n') ? '\r' : '\n'
    const lines = decoded.split(end)
    rest = last ? '' : lines.pop()!
    if (rest.length > stretchBytes) {
      const details = { file: bytes.path, line: number + lines.length + 1, reason: 'the line has no end' }
      throw new BotyardError('BY6105', details, { fix: ['see whether it is a CSV file at all'] })
    }
    for (const line of lines) {
      number++
      const text = line.trimEnd()
      if (text !== '') hear(text, number)
    }
  }
}

/** The values of a line. Quotes may surround a value and stand doubled within it; blanks around values do not count. */
export function splitLine(line: string, separator: string): string[] {
  if (!line.includes('"')) return line.split(separator).map((value) => value.trim())
  const values: string[] = []
  let value = ''
  let quoted = false
  for (let i = 0; i < line.length; i++) {
    const char = line[i]
    if (char === '"' && quoted && line[i + 1] === '"') {
      value += '"'
      i++
    } else if (char === '"') quoted = !quoted
    else if (char === separator && !quoted) {
      values.push(value.trim())
      value = ''
    } else value += char
  }
  values.push(value.trim())
  return values
}

/** What stands between the values: the first of comma, semicolon and tab that the line has. */
export function findSeparator(line: string): string {
  return [',', ';', '\t'].find((separator) => line.includes(separator)) ?? ','
}
