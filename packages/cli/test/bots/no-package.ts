// @ts-expect-error -- a package that nobody has
import { magic } from 'no-such-package'

export default magic
