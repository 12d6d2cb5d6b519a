import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type DefaultTheme, defineConfig } from 'vitepress'
import { decisions } from './decisions.ts'

const api = fileURLToPath(new URL('../api/typedoc-sidebar.json', import.meta.url))
const apiSidebar: DefaultTheme.SidebarItem[] = existsSync(api) ? JSON.parse(readFileSync(api, 'utf8')) : []

const guide: DefaultTheme.SidebarItem[] = [
  {
    text: 'Tutorials',
    items: [
      { text: '1. First bot in five minutes', link: '/tutorials/first-bot' },
      { text: '2. Your own strategy', link: '/tutorials/own-strategy' },
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
      { text: 'API', link: '/api/' },
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
      { text: 'Decisions', link: '/decisions/', collapsed: true, items: decisions() },
    ],
  },
]

export default defineConfig({
  title: 'Botyard',
  description: 'Build, test and run trading bots in TypeScript.',
  lang: 'en',
  srcExclude: ['node_modules/**', 'snippets/**', 'build/**'],
  ignoreDeadLinks: false,
  lastUpdated: false,
  markdown: { theme: { light: 'github-light', dark: 'github-dark-dimmed' } },
  themeConfig: {
    search: { provider: 'local', options: { detailedView: false } },
    outline: { level: [2, 3] },
    nav: [
      { text: 'Start', link: '/tutorials/first-bot', activeMatch: '^/tutorials/' },
      { text: 'Concepts', link: '/concepts/tape', activeMatch: '^/concepts/' },
      { text: 'Reference', link: '/api/', activeMatch: '^/(api|reference|errors)/' },
    ],
    sidebar: { '/': guide, '/api/': [{ text: 'API', link: '/api/', items: apiSidebar }] },
    docFooter: { prev: 'Before', next: 'Next' },
    footer: { message: 'MIT licence. Trading can lose all the money you put in; nothing here is advice.' },
  },
})
