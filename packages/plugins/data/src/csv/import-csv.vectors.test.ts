import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openColumns } from '@botyard/columns'
import { Kind } from '@botyard/core'
import { expect, test } from 'vitest'
import { sharedFile } from '../../../../../scripts/shared.ts'
import { temporaryFolder } from '../../test/made.ts'
import { checkData } from '../check.ts'
import { importCsv } from './import-csv.ts'

const folder = temporaryFolder()
const daily = sharedFile('data/candles/GOOG.csv')

test.skipIf(daily === undefined)('2,148 days of a real stock come in as they stand in the file', () => {
  const out = join(folder, 'goog.byc')
  const report = importCsv({ file: daily!, kind: 'bars', symbol: 'spot:GOOG', out })
  expect(report).toMatchObject({ imported: 2148, skipped: 0, rounded: 0, interval: '1d' })
  const wanted = readFileSync(daily!, 'utf8').trim().split('\n').slice(1)
  const lane = openColumns(out).openAll()
  const found: string[] = []
  let open = 0
  while (lane.refill()) {
    for (let row = 0; row < lane.tail; row++) {
      if (lane.kind[row] === Kind.open) open = lane.price[row]
      if (lane.kind[row] !== Kind.bar) continue
      const day = new Date(lane.receivedTime[row] / 1000 - 86_400_000).toISOString().slice(0, 10)
      const prices = [open, lane.a[row], lane.b[row], lane.price[row]].map((units) => units / 100)
      found.push([day, ...prices, lane.quantity[row]].join())
    }
  }
  expect(found).toEqual(wanted)
  expect(checkData(out)).toMatchObject({ ok: true, rows: 2148 * 2 })
})
