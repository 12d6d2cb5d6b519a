import type { CatalogueEntry } from './entry.ts'

/** 9xxx: what a bot keeps, and faults of Botyard itself. */
export const stateErrors = {
  BY9003: {
    title: 'The saved state was written by another version: format {version}, this one reads {newest}',
    why: 'State that is half understood is worse than none, so nothing was started.',
    fix: ['update your clone of Botyard, npm run pack there, and install what it packs', 'begin afresh without the saved state'],
    exit: 9,
    explain: [
      'The saved state has a format that this version does not know.',
      'That happens when it was saved by a newer version.',
      'Update, or begin afresh after comparing positions with the venue.',
    ],
    example: 'npm run pack',
  },
  BY9004: {
    title: 'What was saved does not fit this bot: {reason}',
    why: 'Going on from half of it would trade on positions that are not there, so nothing was restored.',
    fix: ['start with the instruments and the account that were saved', 'begin afresh without the saved state'],
    exit: 9,
    explain: [
      'A bot was to go on from what it had saved, but the saved ledger names instruments or amounts that it cannot take over.',
      'Restoring the rest would leave positions out, so nothing was restored.',
      'Start the bot as it was when it was saved, or without the saved state.',
    ],
    example: "symbols: ['BTCUSDT', 'ETHUSDT']   // all that were there when it was saved",
  },
  BY9005: {
    title: 'The saved state "{name}" of {owner} has another shape now and starts afresh',
    why: 'Half of an old record in a new one would be a mixture that nobody wrote.',
    fix: ['keep the shape if the old numbers matter', 'nothing, if the change is wanted'],
    exit: 9,
    explain: [
      'A record that a strategy keeps was saved with other fields, or with columns of another length, than it has now.',
      'Records are restored whole or not at all; this one has its first values again.',
      'It is only told in the log, because a changed strategy often means to begin anew.',
    ],
    example: "desk.state('memory', { bought: 0, column: new Float64Array(20) })",
  },
  BY9901: {
    title: 'Botyard itself failed: {message}',
    why: 'This should not happen, whatever the bot file says. Nothing you wrote needs to change.',
    fix: ['report it with the output of: npx botyard doctor', 'see the whole stack with --verbose'],
    exit: 1,
    explain: [
      'Something happened that the code holds to be impossible.',
      'Open orders were cancelled if the bot was running, because nothing can be trusted after such a fault.',
      'Please report it with the stack and the versions that `npx botyard doctor` prints; secrets are not among them.',
    ],
    example: 'npx botyard doctor',
  },
} as const satisfies Record<string, CatalogueEntry>
