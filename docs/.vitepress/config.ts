import { existsSync } from 'node:fs'
import { type DefaultTheme, defineConfig } from 'vitepress'
import { decisions } from './decisions.ts'

// Packages only: what they export stands on their pages, and hundreds of lines in every sidebar are of no use to anybody.
const packages = [
  'core',
  'core/metrics',
  'strategies',
  'strategies/impact',
  'strategies/indicators',
  'risk',
  'sim',
  'data',
  'columns',
  'testkit',
].map((name) => `@botyard/${name}`)
const api = ['botyard', ...packages].map((name) => ({ text: name, link: `/api/${name}/` }))

// What `npm run prove` keeps; it is there once something was proved.
const evidence = existsSync(new URL('../evidence.md', import.meta.url)) ? [{ text: 'Evidence', link: '/evidence' }] : []

const guide: DefaultTheme.SidebarItem[] = [
  {
    text: 'Tutorials',
    items: [
      { text: '1. First bot in five minutes', link: '/tutorials/first-bot' },
      { text: '2. Your own strategy', link: '/tutorials/own-strategy' },
    ],
  },
  {
    text: 'Guides',
    items: [
      { text: 'Data', link: '/guides/data' },
      { text: 'Examples', link: '/guides/examples' },
    ],
  },
  {
    text: 'Concepts',
    items: [
      { text: 'The tape', link: '/concepts/tape' },
      { text: 'Modes', link: '/concepts/modes' },
      { text: 'Plugins', link: '/concepts/plugins' },
      { text: 'Time', link: '/concepts/time' },
      { text: 'Numbers', link: '/concepts/numbers' },
      { text: 'Fills', link: '/concepts/fills' },
      { text: 'Checks', link: '/concepts/checks' },
    ],
  },
  {
    text: 'Strategies',
    items: [
      { text: 'Momentum', link: '/strategies/momentum' },
      { text: 'Mean reversion', link: '/strategies/mean-reversion' },
    ],
  },
  {
    text: 'Reference',
    items: [
      { text: 'API', link: '/api/', collapsed: true, items: api },
      { text: 'Command line', link: '/reference/cli' },
      { text: 'Options', link: '/reference/options' },
      { text: 'Errors', link: '/errors/' },
      { text: 'Rows of the tape', link: '/reference/tape-rows' },
      { text: 'File format', link: '/reference/file-format' },
    ],
  },
  {
    text: 'Inside',
    items: [
      { text: 'Architecture', link: '/architecture' },
      ...evidence,
      { text: 'Decisions', link: '/decisions/', collapsed: true, items: decisions() },
    ],
  },
]

export default defineConfig({
  title: 'Botyard',
  description: 'Build, test and run trading bots in TypeScript.',
  lang: 'en',
  head: [['link', { rel: 'icon', type: 'image/svg+xml', href: '/mark.svg' }]],
  srcExclude: ['node_modules/**', 'snippets/**', 'build/**'],
  ignoreDeadLinks: false,
  lastUpdated: false,
  // Pages that are looked up have no next one.
  transformPageData(page) {
    if (page.relativePath.startsWith('api/')) Object.assign(page.frontmatter, { prev: false, next: false })
  },
  vite: { build: { chunkSizeWarningLimit: 4000 } },
  markdown: { theme: { light: 'github-light', dark: 'github-dark-dimmed' } },
  themeConfig: {
    logo: '/mark.svg',
    search: { provider: 'local', options: { detailedView: false } },
    outline: { level: [2, 3] },
    nav: [
      { text: 'Start', link: '/tutorials/first-bot', activeMatch: '^/tutorials/' },
      { text: 'Concepts', link: '/concepts/tape', activeMatch: '^/concepts/' },
      { text: 'Reference', link: '/api/', activeMatch: '^/(api|reference|errors)/' },
    ],
    sidebar: guide,
    docFooter: { prev: 'Before', next: 'Next' },
    footer: { message: 'MIT licence. Trading can lose all the money you put in; nothing here is advice.' },
  },
})
