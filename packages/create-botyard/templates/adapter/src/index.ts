import { definePlugin, Env, type GatewayNeeds, MarketFeed, OrderGateway, oneOf } from '@botyard/core'
import { AcmeFeed } from './feed.ts'
import { AcmeGateway } from './gateway.ts'

const hosts = { test: 'test.acme.example', main: 'acme.example' } as const

/**
 * The exchange Acme. Keys come from ACME_KEY and ACME_SECRET and never pass through options, so they are in no config that is printed or
 * saved.
 *
 * @example
 * venue: acme({ network: 'test' })
 */
export const acme = definePlugin({
  name: 'acme',
  venue: true,
  options: { network: oneOf(['test', 'main'], 'which of its networks') },
  requires: [Env],
  provides: [MarketFeed, OrderGateway],
  setup(host, { network }) {
    const keys = () => ({ key: process.env['ACME_KEY'] ?? '', secret: process.env['ACME_SECRET'] ?? '' })
    host.provide(MarketFeed, [Env], (env) => new AcmeFeed(env, hosts[network]))
    host.provide(
      OrderGateway,
      [Env],
      (env) => (needs: GatewayNeeds) => new AcmeGateway(env, { host: hosts[network], keys }, needs),
    )
  },
})
