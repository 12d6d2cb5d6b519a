// @ts-expect-error -- Node wants the ending .ts
import { rider } from './parts'

export default rider
