import { commands } from './command-table.ts'
import { refuseOldNode } from './old-node.ts'
import { runAsProcess } from './process.ts'
import { version } from './version.ts'

refuseOldNode(process.versions.node)
const about = 'Build, test and run trading bots in TypeScript.'
void runAsProcess({ name: 'botyard', paste: 'npx botyard', about, version: version(), commands })
