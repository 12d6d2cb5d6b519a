import type { Stretch } from './locate-option.ts'
import { shorten, visibleLine } from './printable.ts'

/** What the frame is drawn with. */
export interface FrameStyle {
  readonly width: number
  readonly ascii: boolean
  /** Colours what is wrong; adds no columns. */
  mark(text: string): string
  /** Colours what is beside the point. */
  dim(text: string): string
}

/**
 * Draws one line of source with carets under a stretch of it and a few words beside them. A line wider than the screen is cut
 * around the stretch. Empty when the text has no such line.
 */
export function codeFrame(source: string, at: Stretch, label: string | undefined, style: FrameStyle): string[] {
  const text = source.split('\n')[at.line - 1]
  if (text === undefined || at.column > text.length + 1) return []
  const number = String(at.line).padStart(2)
  const bar = style.ascii ? '|' : '│'
  const dots = style.ascii ? '~' : '…'
  const room = Math.max(20, style.width - number.length - 5)
  const line = visibleLine(text).trimEnd()

  let first = 0
  let shown = line
  if (line.length > room) {
    // The stretch is kept in sight with a few characters before it.
    first = at.column + Math.min(at.length, room - 10) < room ? 0 : Math.min(at.column - 8, line.length - room)
    shown = line.slice(first, first + room)
    if (first > 0) shown = dots + shown.slice(1)
    if (first + room < line.length) shown = shown.slice(0, -1) + dots
  }
  const indent = at.column - 1 - first
  const carets = '^'.repeat(Math.max(1, Math.min(at.length, shown.length - indent)))
  const gutter = style.dim(`  ${' '.repeat(number.length)} ${bar} `)
  const frame = [`${style.dim(`  ${number} ${bar} `)}${shown}`.trimEnd()]
  const under = gutter + ' '.repeat(indent) + style.mark(carets)
  if (label === undefined) return [...frame, under]
  if (indent + carets.length + 1 + label.length <= room) return [...frame, `${under} ${style.mark(label)}`]
  const words = shorten(label, room)
  return [...frame, under, gutter + ' '.repeat(Math.max(0, Math.min(indent, room - words.length))) + style.mark(words)]
}
