/**
 * A stream of numbers in [0, 1) that depends on the seed and its own name only, so that one stream never moves another. The generator is
 * sfc32 on 32-bit integers: the same on every machine.
 */
export function seededStream(seed: number, name: string): () => number {
  let a = seed | 0
  let b = 0x9e3779b9 | 0
  for (let i = 0; i < name.length; i++) b = Math.imul(b ^ name.charCodeAt(i), 0x85ebca6b) ^ (b >>> 13)
  let c = 0x243f6a88 | 0
  let counter = 1
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return (sum >>> 0) / 4_294_967_296
  }
  // The first numbers still show the seed.
  for (let i = 0; i < 16; i++) next()
  return next
}
