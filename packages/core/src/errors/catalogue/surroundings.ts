import type { CatalogueEntry } from './entry.ts'

/** 5xxx: exchanges and keys; 7xxx: versions that do not go together; 8xxx: honesty of results. */
export const surroundingsErrors = {
  BY5003: {
    title: '{venue} refused the API key ({reason})',
    why: 'Key …{keyEnd} from {source}, used against {network}. Nothing was sent with it.',
    fix: ['put a key of {network} into {source}', 'see whether clock and network are right: npx botyard doctor'],
    exit: 5,
    explain: [
      'The exchange does not accept the key.',
      'Most often it is a key of another environment: test and real networks have keys of their own.',
      'Other causes are a key that was deleted, a wrong secret, and a list of allowed addresses that lacks yours.',
    ],
    example: 'BYBIT_API_KEY=...   # in .env, for the network named in the bot file',
  },
  BY7001: {
    title: 'Needs Node {needed} or newer, this is {got}',
    why: 'Older versions do not run TypeScript files directly.',
    fix: ['install a newer Node from https://nodejs.org, then try again'],
    exit: 3,
    explain: [
      'The installed Node is too old.',
      'Bot files are TypeScript that Node runs by itself, which older versions cannot do.',
      'Install a version with long-term support.',
    ],
    example: 'node --version',
  },
  BY7002: {
    title: '{plugin} {version} is for plugin API {api}, core {core} has API {coreApi}',
    why: 'A plugin of another API would misread what core tells it.',
    fix: ['find a version for API {coreApi}: npm view {plugin} versions', 'update: npm install {plugin}@latest'],
    exit: 3,
    explain: [
      'A plugin was written for another version of the plugin API.',
      'The API has a number of its own, which changes seldom; core loads plugins of its own number only.',
      'Install a version of the plugin that goes with your core.',
    ],
    example: 'npm install @acme/botyard-plugin-rsi@latest',
  },
  BY7005: {
    title: 'Two copies of @botyard/core: {first} and {second}',
    why: 'Parts of two copies never match, so nothing would be wired. {second} comes with {owner}.',
    fix: ['npm dedupe', 'see who brings it: npm ls @botyard/core'],
    exit: 3,
    explain: [
      'The project has @botyard/core twice, because packages ask for versions that exclude each other.',
      'Each copy knows only its own parts, so a plugin of one is invisible to the other.',
      'Let npm join them, or update the package that asks for the old one.',
      'Authors of packages name core in peerDependencies, never in dependencies.',
    ],
    example: '"peerDependencies": { "@botyard/core": "^1.0.0" }',
  },
  BY8001: {
    title: '{who} knew the future at {time}',
    why: 'With other data after {cut} it acted otherwise at {time}, so it knew what came later. Every result of this run is void.',
    fix: ['decide only on closed bars and past values', 'look at what it uses at {time}'],
    exit: 3,
    explain: [
      'The bot was run again on data that is the same up to a time and another after it, and did not decide the same up to there.',
      'So its decisions depend on what came later, which nobody has when trading.',
      'Typical causes are values that are filled in later, indicators over the whole series, rows that are stamped before they were known, and what one run leaves behind for the next: a variable outside create that collects rows.',
      'When it is the venue that acted otherwise, a simulated exchange or a plugin between it and the bot used rows that were still to come.',
      'The report marks the run as void.',
    ],
    example: 'bars.back(1).close   // the bar before, never the one after',
  },
  BY8002: {
    title: 'Two runs of the same bot and data differ: {where}',
    why: 'A result that cannot be repeated proves nothing.',
    fix: ['use desk.clock instead of Date, and no Math.random in strategies', 'keep what a strategy remembers inside create'],
    exit: 3,
    explain: [
      'The run was repeated with the same seed and gave other decisions. What is told is where they part, or the two hashes.',
      'Something outside the tape has a say: the time of the machine, chance, a file, or a variable shared by two runs.',
      'Keep all state inside create, so every run begins afresh.',
    ],
    example: 'const now = desk.clock.now()',
  },
} as const satisfies Record<string, CatalogueEntry>
