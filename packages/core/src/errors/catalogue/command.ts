import type { CatalogueEntry } from './entry.ts'

/** 13xx: the command line and the bot file it runs. */
export const commandErrors = {
  BY1301: {
    title: 'Unknown command "{command}"',
    why: 'Nothing was run.',
    fix: ['use one of: {known}', 'see all of them: npx botyard --help'],
    exit: 2,
    explain: [
      'The first word after `botyard` is not a command.',
      'The list of commands is printed by `npx botyard --help`.',
      'Plugins may add commands, and only those of the bot in this folder are known.',
    ],
    example: 'npx botyard backtest bot.ts',
  },
  BY1302: {
    title: 'Unknown flag {flag} of {command}',
    why: 'A flag that is ignored could change what you believe was run.',
    fix: ['see its flags: npx botyard {command} --help'],
    exit: 2,
    explain: [
      'The command does not have this flag.',
      'Options of strategies are no flags of their own: they are set with --set.',
      'The flags of a command are printed when it is called with --help.',
    ],
    example: 'npx botyard backtest --set momentum.fast=30 --from 2024-01-01',
  },
  BY1303: {
    title: '{flag} is {got}, expected {expected}',
    why: 'Nothing was run.',
    fix: ['write {flag} {example}'],
    exit: 2,
    explain: [
      'A flag got a value that it cannot read, or none at all.',
      'Dates are written 2024-01-31 and mean midnight UTC, --set is written path=value, and whole numbers have no point.',
      'An equals sign between flag and value works as well as a blank.',
    ],
    example: 'npx botyard backtest --from 2024-01-01 --seed 5',
  },
  BY1304: {
    title: 'No bot file at {file}',
    why: 'A command runs one bot, by default bot.ts in this folder or one above it.',
    fix: ['name the file: npx botyard {command} --config path/to/bot.ts', 'go to the folder of the bot first'],
    exit: 3,
    explain: [
      'The file that defines the bot was not found.',
      'Without --config the file bot.ts is looked for in this folder and then in each folder above it.',
      'Name the file, or change to its folder.',
    ],
    example: 'npx botyard backtest --config bots/maker.ts',
  },
  BY1305: {
    title: '{file} has no bot as its default export',
    why: 'The default export is what the commands run; this file exports {got}.',
    fix: ['end the file with: export default defineBot({ ... })'],
    exit: 3,
    explain: [
      'The file was loaded, but its default export was not made by defineBot.',
      'Commands read the default export and nothing else.',
      'Two copies of @botyard/core can cause it too, because each knows only its own bots: `npm ls @botyard/core` shows them.',
    ],
    example: "export default defineBot({ name: 'my-bot', ... })",
  },
  BY1306: {
    title: '{file} could not be loaded: {reason}',
    why: 'The file, or one that it imports, stopped with an error before the bot was defined.',
    fix: ['repair the line named above', 'run it alone to see the whole stack: node {file}'],
    exit: 3,
    explain: [
      'Node could not load the bot file.',
      'Common reasons are a missing package, a relative import without its .ts ending, and syntax that Node does not strip, such as enums or decorators.',
      'Node reads TypeScript by removing types, so only syntax that needs no translation works.',
    ],
    example: "import { myStrategy } from './src/strategy.ts'",
  },
  BY1307: {
    title: 'There is no template "{template}"',
    why: 'No file was written.',
    fix: ['use one of: {known}'],
    exit: 2,
    explain: [
      'A project was to be made from a template that does not exist.',
      'Templates are part of the package, and none is downloaded.',
      'The message lists their names.',
    ],
    example: 'npm exec create-botyard -- ../my-bot --template momentum',
  },
  BY1308: {
    title: 'The folder {folder} is not empty',
    why: 'These files are in the way: {files}. Nothing was written.',
    fix: ['choose another folder', 'overwrite the files of the same names: add --force'],
    exit: 2,
    explain: [
      'A new project was to be written into a folder that has files of the same names.',
      'Your files are never replaced without being asked to.',
      'Choose an empty folder, or add --force.',
    ],
    example: 'npm exec create-botyard -- ../another-bot',
  },
  BY1309: {
    title: '"{name}" cannot be the name of a package: {reason}',
    why: 'The name goes into package.json, and npm would refuse it. Nothing was written.',
    fix: ['use lower case letters, digits and dashes, such as {example}'],
    exit: 2,
    explain: [
      'The name of the new project is not allowed as the name of an npm package.',
      'Such names are at most 214 characters long, in lower case, and do not begin with a point or an underscore.',
      'Choose another name.',
    ],
    example: 'npm exec create-botyard -- ../my-bot',
  },
  BY1310: {
    title: 'There is no error code "{code}"',
    why: 'Codes are the letters BY and four digits, as printed with every error.',
    fix: ['copy the code from the error, such as: npx botyard explain BY1103'],
    exit: 2,
    explain: [
      'An explanation was asked for a code that this version does not have.',
      'Codes are never given twice, so an old code keeps its meaning.',
      'A newer version of a plugin may speak of codes that an older core does not know.',
    ],
    example: 'npx botyard explain BY1103',
  },
  BY1311: {
    title: 'Live trading is not part of this version',
    why: 'Nothing was started, and no order was sent anywhere.',
    fix: ['trade with simulated fills: npx botyard paper', 'test it on recorded data: npx botyard backtest'],
    exit: 7,
    explain: [
      'This version trades on the simulated exchange only.',
      'Backtest and paper run the same bot file, so nothing of it has to change later.',
      'Real venues come with an adapter of their own, and real money only after arming.',
    ],
    example: 'npx botyard paper bot.ts',
  },
  BY1312: {
    title: 'Something that {file} left behind failed: {reason}',
    why: 'A run waits for no promise and no timer, so nobody was there to catch it, and what it brings comes too late.',
    fix: ['catch it where it is begun: add .catch(...)', 'leave it out: what a strategy needs comes as rows of data'],
    exit: 3,
    explain: [
      'The bot, or a package that it uses, began something of its own, such as a request or a timer, and that failed outside of any callback.',
      'Strategies hear rows and await nothing: what arrives by itself comes at another moment in every run, so no result could be repeated.',
      'Data belongs into a file that is imported; a plugin that tells others may send something, and catches what goes wrong with it.',
    ],
    example: "host.on('fill', (fill) => { send(fill).catch(() => lost++) })   // in a plugin",
  },
} as const satisfies Record<string, CatalogueEntry>
