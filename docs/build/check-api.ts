// Looks whether the API of every package can be read about, without writing a page of it.
import { fileURLToPath } from 'node:url'
import { readApi } from './api.ts'

const { exported } = await readApi(fileURLToPath(new URL('..', import.meta.url)))
console.log(`api: ${exported} exports, every one with its sentence`)
