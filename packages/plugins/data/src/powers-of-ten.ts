/** 1 to 10^22, each exact; `10 ** n` is left to the machine. */
export const powersOfTen: readonly number[] = Array.from({ length: 23 }, (_, digits) => Number(`1e${digits}`))
