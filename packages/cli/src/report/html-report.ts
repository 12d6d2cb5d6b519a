import { join } from 'node:path'
import type { Report } from '@botyard/core'
import { writeWhole } from '../write-whole.ts'
import type { Provenance } from './evidence.ts'
import { reportPage } from './page.ts'

/** The report as one HTML file without script, `report.html` in the folder of the run. */
export function htmlReport(source: Provenance): Report {
  return {
    async write(result, folder) {
      const file = join(folder, 'report.html')
      writeWhole(file, reportPage(result, source))
      return file
    },
  }
}
