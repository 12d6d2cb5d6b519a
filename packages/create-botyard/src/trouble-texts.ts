/** What an error says before its details are filled in. */
export interface TroubleText {
  readonly title: string
  readonly why: string
  readonly fix: readonly string[]
  readonly exit: number
}

/**
 * The errors that can be met before anything is installed: entries of core's catalogue, word for word, because this package brings nothing
 * along that it could read them from. A test holds the two together.
 */
export const troubleTexts = {
  BY1302: {
    title: 'Unknown flag {flag} of {command}',
    why: 'A flag that is ignored could change what you believe was run.',
    fix: ['see its flags: npx botyard {command} --help'],
    exit: 2,
  },
  BY1303: {
    title: '{flag} is {got}, expected {expected}',
    why: 'Nothing was run.',
    fix: ['write {flag} {example}'],
    exit: 2,
  },
  BY1307: {
    title: 'There is no template "{template}"',
    why: 'No file was written.',
    fix: ['use one of: {known}'],
    exit: 2,
  },
  BY1308: {
    title: 'The folder {folder} is not empty',
    why: 'These files are in the way: {files}. Nothing was written.',
    fix: ['choose another folder', 'overwrite the files of the same names: add --force'],
    exit: 2,
  },
  BY1309: {
    title: '"{name}" cannot be the name of a package: {reason}',
    why: 'The name goes into package.json, and npm would refuse it. Nothing was written.',
    fix: ['use lower case letters, digits and dashes, such as {example}'],
    exit: 2,
  },
  BY6009: {
    title: 'Cannot write {file}: {reason}',
    why: 'What was to be saved is not saved.',
    fix: ['free space or choose another folder', 'see space and rights: npx botyard doctor'],
    exit: 3,
  },
  BY6011: {
    title: '{file} exists already',
    why: 'Data is never overwritten unasked.',
    fix: ['choose another name', 'replace it on purpose: --overwrite'],
    exit: 2,
  },
  BY7001: {
    title: 'Needs Node {needed} or newer, this is {got}',
    why: 'Older versions do not run TypeScript files directly.',
    fix: ['install a newer Node from https://nodejs.org, then try again'],
    exit: 3,
  },
  BY9901: {
    title: 'Botyard itself failed: {message}',
    why: 'This should not happen, whatever the bot file says. Nothing you wrote needs to change.',
    fix: ['report it with the output of: npx botyard doctor', 'see the whole stack with --verbose'],
    exit: 1,
  },
} as const satisfies Record<string, TroubleText>

/** The code of an error: 'BY1307'. */
export type TroubleCode = keyof typeof troubleTexts
