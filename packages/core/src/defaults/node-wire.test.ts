import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Wire } from '../ports/env.ts'
import { NodeEnv } from './node-env.ts'

const env = new NodeEnv()
const bytes = (text: string) => new TextEncoder().encode(text)
const text = (frame: Uint8Array) => new TextDecoder().decode(frame)

const open: { close(): void }[] = []
afterEach(() => {
  for (const one of open.splice(0)) one.close()
})

/** A server on a free port of this machine; `hear` gets each line and what comes over it. */
async function server(hear: (line: WebSocket) => void = () => {}) {
  const web = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  open.push({ close: () => web.clients.forEach((line) => void line.terminate()) }, web)
  web.on('connection', hear)
  await new Promise((resolve) => web.once('listening', resolve))
  return `ws://127.0.0.1:${(web.address() as AddressInfo).port}`
}

/** One end of a connection that writes down what it hears. */
function listener() {
  const heard: string[] = []
  let wake = () => {}
  const hear: Wire = {
    open: () => note('open'),
    bytes: (frame) => note(`bytes ${text(frame)}`),
    close: (reason) => note(`close ${reason}`),
  }
  const note = (what: string) => {
    heard.push(what)
    wake()
  }
  return {
    heard,
    hear,
    async until(what: RegExp) {
      while (!heard.some((line) => what.test(line))) await new Promise<void>((resolve) => void (wake = resolve))
    },
  }
}

test('what is sent before the connection stands waits for it, in order, and goes out as text', async () => {
  const came: string[] = []
  const url = await server((line) =>
    line.on('message', (data, isBinary) => {
      came.push(`${isBinary ? 'binary' : 'text'} ${data}`)
      line.send(`echo ${data}`)
    }),
  )
  const { hear, heard, until } = listener()
  const frame = bytes('one')
  const wire = env.connect(url, {
    ...hear,
    open: () => {
      wire.bytes(bytes('three'))
      hear.open?.()
    },
  })
  wire.bytes(frame)
  frame.fill(0)
  wire.bytes(bytes('two'))
  await until(/three/)
  wire.bytes(bytes('four'))
  await until(/four/)
  expect(came).toEqual(['text one', 'text two', 'text three', 'text four'])
  expect(heard).toEqual(['open', 'bytes echo one', 'bytes echo two', 'bytes echo three', 'bytes echo four'])
})

test('binary frames of the other end are heard as bytes too', async () => {
  const url = await server((line) => line.send(Buffer.from([1, 2, 255])))
  const frame = await new Promise<Uint8Array>((resolve) => env.connect(url, { bytes: resolve, close: () => {} }))
  expect([...frame]).toEqual([1, 2, 255])
})

test('the end of the other side is heard once, with its number, and nothing follows it', async () => {
  const url = await server((line) => {
    line.send('last words')
    line.close(1001)
  })
  const { hear, heard, until } = listener()
  const wire = env.connect(url, hear)
  await until(/close/)
  wire.bytes(bytes('into the void'))
  wire.close('done')
  await new Promise<void>((resolve) => void env.timer(30_000, resolve))
  expect(heard).toEqual(['open', 'bytes last words', 'close closed with 1001'])
})

test.each<[string, () => Promise<string>]>([
  ['nobody listens', async () => 'ws://127.0.0.1:1'],
  ['the address is no address', async () => 'not an address'],
  ['the address is of another sort', async () => 'ftp://127.0.0.1/'],
  [
    'the server does not speak the language',
    async () => {
      const plain = createServer((_, answer) => answer.writeHead(404).end())
      open.push(plain)
      await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve))
      return `ws://127.0.0.1:${(plain.address() as AddressInfo).port}`
    },
  ],
])('when %s, it is told as a close, later and once', async (_, url) => {
  const { hear, heard, until } = listener()
  const wire = env.connect(await url(), hear)
  wire.bytes(bytes('never sent'))
  expect(heard).toEqual([])
  await until(/close/)
  wire.bytes(bytes('nor this'))
  await new Promise<void>((resolve) => void env.timer(20_000, resolve))
  expect(heard).toEqual([expect.stringMatching(/^close .{5,}/)])
})

test('after an own close nothing but the end is heard', async () => {
  const url = await server((line) => {
    line.on('message', () => line.send('too late'))
    line.send('hello')
  })
  const { hear, heard, until } = listener()
  const wire = env.connect(url, hear)
  await until(/hello/)
  wire.bytes(bytes('question'))
  wire.close('enough')
  wire.close('enough')
  await until(/close/)
  expect(heard).toEqual(['open', 'bytes hello', 'close closed with 1005'])
})

test.each([0, 1])('a close before the connection stands ends it, too (after %i turns)', async (turns) => {
  const lines: string[] = []
  const url = await server(() => lines.push('connected'))
  const { hear, heard, until } = listener()
  const wire = env.connect(url, hear)
  for (let i = 0; i < turns; i++) await import('ws')
  wire.close('never mind')
  await until(/close/)
  expect(heard.map((line) => line.split(' ')[0])).toEqual(['close'])
})

test('an other end that never says goodbye is left after a second', async () => {
  const url = await server((line) => {
    line.send('hello')
    line.pause()
  })
  const { hear, until } = listener()
  const wire = env.connect(url, hear)
  await until(/hello/)
  const begin = env.monotonic()
  wire.close('enough')
  await until(/close/)
  expect(env.monotonic() - begin).toBeLessThan(2e9)
})

async function http(answer: Parameters<typeof createServer>[1]): Promise<{ url: string; server: Server }> {
  const plain = createServer(answer)
  open.push({ close: () => plain.closeAllConnections() }, plain)
  await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(plain.address() as AddressInfo).port}`, server: plain }
}

test('a request goes out as it was made, and any status is an answer', async () => {
  const { url } = await http((call, answer) => {
    const parts: Buffer[] = []
    call.on('data', (part: Buffer) => parts.push(part))
    call.on('end', () => {
      const told = [call.method, call.url, call.headers['x-sign'], Buffer.concat(parts).toString()]
      answer.writeHead(Number(call.url?.slice(1)), { location: '/200' }).end(told.join(' '))
    })
  })
  for (const status of [200, 302, 404, 429, 503]) {
    const call = { method: 'POST', url: `${url}/${status}`, headers: { 'x-sign': 'abc' }, body: bytes('{"a":1}') }
    const answer = await env.request(call)
    expect([answer.status, text(answer.body)]).toEqual([status, `POST /${status} abc {"a":1}`])
  }
  expect(text((await env.request({ method: 'GET', url: `${url}/200`, headers: {} })).body)).toBe('GET /200  ')
})

test('silence rejects, and nothing is sent a second time', async () => {
  let calls = 0
  const { url } = await http((call) => {
    calls++
    call.socket.destroy()
  })
  for (const method of ['GET', 'POST']) await expect(env.request({ method, url, headers: {} })).rejects.toThrow()
  await new Promise<void>((resolve) => void env.timer(50_000, resolve))
  expect(calls).toBe(2)
  await expect(env.request({ method: 'GET', url: 'http://127.0.0.1:1', headers: {} })).rejects.toThrow()
  await expect(env.request({ method: 'GET', url: 'nowhere', headers: {} })).rejects.toThrow()
})
