// What a project runs before something that does not go through the command, such as `node --test`: an old Node gives the reason.
import { refuseOldNode } from '../dist/old-node.js'

refuseOldNode(process.versions.node)
