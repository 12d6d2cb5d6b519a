// Runs the bot on a scripted market under plain node, with a log that is kept, and prints what came of it as JSON.
import { definePlugin, Logger, type PluginHost, Store } from '@botyard/core'
import { scriptedMarket } from '@botyard/testkit'
import { NotedStore } from 'class-road-example'
import bot from './bot.ts'

const lines: string[] = []
const hosts: PluginHost[] = []
const keep = (text: string) => void lines.push(text)

const keptLog = definePlugin({
  name: 'kept-log',
  provides: [Logger],
  setup(host) {
    host.provide(Logger, [], () => ({ debug: keep, info: keep, warn: keep, error: keep }))
    hosts.push(host)
  },
})

const { strategies, plugins = [] } = bot.spec
const market = scriptedMarket(
  strategies.filter((one) => !!one),
  { plugins: [...plugins, keptLog()], bars: ['1h'], hasBook: false },
)
// Over bars an order is filled at the next open, so a last bar follows the four that are traded on.
for (const close of [101, 99, 101, 99, 100]) market.bar('BTCUSDT', '1h', { open: 100, high: 101, low: 99, close, volume: 10 })

const [host] = hosts
const store = host?.get(Store)
await store?.flush()
const kept: unknown[] = []
if (store !== undefined) for await (const row of store.read('fills')) kept.push(row)
process.stdout.write(
  JSON.stringify({
    isNoted: store instanceof NotedStore,
    isOne: store === host?.get(Store),
    fills: market.fills.length,
    kept: kept.length,
    lines,
  }),
)
