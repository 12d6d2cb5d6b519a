export { default } from './good.ts'

for (let i = 0; i < 3; i++) void Promise.reject(new Error('nobody waits for me'))
await new Promise((resolve) => setTimeout(resolve, 1000))
