/** How an amount that falls between two units becomes one of them; `up` is away from zero and `down` is towards it. */
export const Rounding = { halfEven: 0, up: 1, down: 2 } as const
export type Rounding = (typeof Rounding)[keyof typeof Rounding]
