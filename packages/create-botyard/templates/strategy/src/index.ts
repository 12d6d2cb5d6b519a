export { breakout } from './breakout.ts'
