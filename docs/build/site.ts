// Builds the site into .vitepress/dist: first the pages that the sources speak for themselves in, then the API, then the whole.
// With --serve it serves the pages instead and follows changes of those that are written by hand.
import { fileURLToPath } from 'node:url'
import { build, createServer } from 'vitepress'
import { writeApi } from './api.ts'
import { checkLinks } from './links.ts'
import { writePages } from './pages.ts'

const docs = fileURLToPath(new URL('..', import.meta.url))
const pages = writePages(docs)
console.log(`pages  ${pages} written from the sources`)
const exported = await writeApi(docs)
console.log(`api    ${exported} exports, every one with its sentence`)

if (process.argv.includes('--serve')) {
  const server = await createServer(docs)
  await server.listen()
  server.printUrls()
} else {
  await build(docs)
  const { files, links } = checkLinks(`${docs}/.vitepress/dist`)
  console.log(`site   ${files} pages, ${links} links, none of them broken: docs/.vitepress/dist`)
}
