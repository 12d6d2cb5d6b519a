import type { CatalogueEntry } from './entry.ts'

/** 61xx: reading CSV files. */
export const csvErrors = {
  BY6101: {
    title: '{file} line {line}: {column} is {got}, expected {expected}',
    why: 'No row was imported: half of a file would look like a whole one.',
    fix: ['repair line {line} of the file', 'leave bad lines out and count them: --skip-bad'],
    exit: 4,
    explain: [
      'A row of a CSV file has a value that cannot be read.',
      'Numbers have a decimal point, no thousands mark and no unit.',
      'A time may be a date or a number; one that is a year up to 9999 in seconds and one of the seventies in milliseconds is not guessed.',
      'Lines are counted from 1, the heading included.',
    ],
    example: '1704067200000,42283.58,42298.62,42261.02,42274.10,35.92',
  },
  BY6102: {
    title: '{file} line {line}: the time {time} is before that of the line above',
    why: 'Rows out of order would let a strategy see the future.',
    fix: ['sort the file by time, oldest first', 'leave bad lines out and count them: --skip-bad'],
    exit: 4,
    explain: [
      'The rows of a CSV file are not in the order of time.',
      'Some sources give the newest row first, and files joined by hand can overlap.',
      'Sort it, and remove rows that are there twice.',
    ],
    example: 'sort -t, -k1,1n trades.csv > sorted.csv',
  },
  BY6103: {
    title: '{file} has no column "{column}"',
    why: 'Found were: {found}',
    fix: ['name the heading of that column one of: {names}', 'see how columns are named: npx botyard data import --help'],
    exit: 4,
    explain: [
      'A column that is needed was not found in the first line of a CSV file.',
      'Columns are found by name and not by place, because sources order them differently.',
      'Of bars they are time (timestamp, date, datetime, opentime, ts, t, unix, start, transacttime, tradetime), open (o), high (h), low (l), close (c, last), and if there is one volume (v, vol, volumebtc, basevolume, volumebase).',
      'Of trades they are time, price (p, rate), quantity (qty, amount, size, q, volume, vol, lastsize), and if there are any side (takerside, direction, type), isbuyermaker (buyermaker, m) and id (tradeid, aggtradeid, execid, tid).',
      'Only letters and digits of a heading count, in either case: "Open Time" is opentime.',
    ],
    example: 'time,open,high,low,close,volume',
  },
  BY6104: {
    title: '{file} line {line}: {expected} values expected, {got} there',
    why: 'No row was imported: a missing value would move all others into the wrong column.',
    fix: ['repair line {line} of the file', 'leave bad lines out and count them: --skip-bad'],
    exit: 4,
    explain: [
      'A row of a CSV file has more or fewer values than its heading.',
      'A decimal comma is a common cause, and so is a last line that was cut.',
      'Use a decimal point, and make the file again if it was cut.',
    ],
    example: 'time,price,quantity,side',
  },
  BY6105: {
    title: '{file} line {line}: {reason}',
    why: 'No row was imported: half of a file would look like a whole one.',
    fix: ['repair line {line} of the file', 'leave bad lines out and count them: --skip-bad'],
    exit: 4,
    explain: [
      'The values of a row can be read but cannot be true, such as a high below the low, or a bar that is there twice.',
      'Such rows come from faults of the source or from columns in the wrong order.',
      'Compare the row with its neighbours.',
    ],
    example: 'low <= open <= high, low <= close <= high',
  },
  BY6106: {
    title: '{file} has {count} columns "{column}"',
    why: 'Which of them is meant cannot be known, so none was read.',
    fix: ['rename the heading of the one that is not meant', 'take it out of the file'],
    exit: 4,
    explain: [
      'The first line of a CSV file names a column twice that is to be read.',
      'Two tables that were put side by side look like this, with the prices of two markets.',
      'Headings are compared by their letters and digits, and case does not count.',
    ],
    example: 'time,open,high,low,close,close_adjusted',
  },
} as const satisfies Record<string, CatalogueEntry>
