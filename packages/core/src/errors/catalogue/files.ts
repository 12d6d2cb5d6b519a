import type { CatalogueEntry } from './entry.ts'

/** 60xx: data and files. */
export const fileErrors = {
  BY6001: {
    title: 'No data for {symbol} between {from} and {to}',
    why: 'On disk: {have}',
    fix: ['choose a range that is there, with --from and --to', 'see all data: npx botyard data ls'],
    exit: 4,
    explain: [
      'The range asked for has no rows of this symbol, or not over its whole length.',
      'A run over a gap would look like a market that stood still.',
      'Choose another range, or import more data with `npx botyard data import`.',
    ],
    example: 'npx botyard backtest --from 2024-02-01 --to 2024-03-01',
  },
  BY6002: {
    title: 'There is no file {file}',
    why: 'Nothing was read.',
    fix: ['check the path; it counts from the folder {cwd}', 'see all data: npx botyard data ls'],
    exit: 4,
    explain: [
      'A file that was named does not exist.',
      'Relative paths count from the folder in which the command runs, or from --cwd.',
      'Check the spelling; on most systems upper and lower case differ.',
    ],
    example: 'npx botyard data check data/BTCUSDT-1m.byc',
  },
  BY6003: {
    title: '{file} is a folder, expected a file',
    why: 'Nothing was read.',
    fix: ['name a file in it', 'see what it holds: npx botyard data ls'],
    exit: 4,
    explain: [
      'A folder was named where one file is read.',
      'Commands that work on many files say so in their help.',
      'Name one of the files in the folder.',
    ],
    example: 'npx botyard data check data/BTCUSDT-1m.byc',
  },
  BY6004: {
    title: '{file} is empty',
    why: 'A run without rows would report nothing as if it were a result.',
    fix: ['make or import the file again: npx botyard data import'],
    exit: 4,
    explain: [
      'The file has no bytes, or a head without a single row.',
      'A download or import that was interrupted leaves such files behind.',
      'Make it again.',
    ],
    example: 'npx botyard data import trades.csv',
  },
  BY6005: {
    title: '{file} is not a Botyard data file',
    why: 'It does not begin with the mark that every such file has.',
    fix: ['turn other formats into one: npx botyard data import {file}'],
    exit: 4,
    explain: [
      'The file was opened as recorded data but is something else, perhaps a CSV file or an archive.',
      'Recorded data begins with a fixed mark, so a wrong file is noticed before a row is read.',
      'CSV files are read by `npx botyard data import`.',
    ],
    example: 'npx botyard data import trades.csv',
  },
  BY6006: {
    title: '{file} has format {version}, this version reads up to {newest}',
    why: 'A newer format may hold rows that would be misread here.',
    fix: ['update: npm install botyard@latest', 'make the file again with this version'],
    exit: 4,
    explain: [
      'The file was written by a newer version of Botyard.',
      'Older versions cannot know what its rows mean, so nothing is read.',
      'Update the packages, or make the file again.',
    ],
    example: 'npm install botyard@latest',
  },
  BY6007: {
    title: '{file} is damaged at byte {at}',
    why: 'A changed byte could be a changed price, so nothing of this part is used.',
    fix: ['make or import the file again', 'see how much is intact: npx botyard data check {file}'],
    exit: 4,
    explain: [
      'A part of the file has other content than when it was written.',
      'Typical causes are an interrupted copy, a failing disk, or an editor that saved the file as text.',
      'Data is never repaired by guessing.',
    ],
    example: 'npx botyard data check data/BTCUSDT-1m.byc',
  },
  BY6008: {
    title: '{file} ends at byte {at}, expected {expected}',
    why: 'The end is missing, so nobody can tell what else is.',
    fix: ['copy or make the file again', 'see how much is intact: npx botyard data check {file}'],
    exit: 4,
    explain: [
      'The file is shorter than its head says.',
      'It was cut while being written or copied, for example because the disk was full.',
      'Copy it again, or make it again.',
    ],
    example: 'npx botyard data check data/BTCUSDT-1m.byc',
  },
  BY6009: {
    title: 'Cannot write {file}: {reason}',
    why: 'What was to be saved is not saved.',
    fix: ['free space or choose another folder', 'see space and rights: npx botyard doctor'],
    exit: 3,
    explain: [
      'The file could not be written: the disk is full, the folder is missing, or writing there is not allowed.',
      'Files are written under another name first and renamed at the end, so an old file of that name is whole.',
      'A bot whose journal cannot be written takes no new risk.',
    ],
    example: 'npx botyard doctor',
  },
  BY6010: {
    title: 'Cannot read {file}: {reason}',
    why: 'Nothing was read.',
    fix: ['allow this user to read it', 'see the surroundings: npx botyard doctor'],
    exit: 4,
    explain: [
      'The system refused to read the file.',
      'Most often it belongs to another user.',
      'Change its owner or rights, or run as the user it belongs to.',
    ],
    example: 'ls -l data/',
  },
  BY6011: {
    title: '{file} exists already',
    why: 'Data is never overwritten unasked.',
    fix: ['choose another name', 'remove the old file first'],
    exit: 2,
    explain: [
      'A file was to be written under a name that is taken.',
      'Recorded data often cannot be had again, so it is never replaced.',
      'Choose another name or remove the old file yourself.',
    ],
    example: 'npx botyard data synth --out data/second.byc',
  },
  BY6012: {
    title: '{file} has no {kind} of {symbol}',
    why: 'It holds: {have}',
    fix: ['use data that has them: npx botyard data ls', 'let the strategy use what is there'],
    exit: 4,
    explain: [
      'A strategy needs rows of a sort that the data does not have, for example a book where only bars were recorded.',
      'Nothing is invented: bars can be made from trades, but no book from bars.',
      'Use other data, or a strategy that needs less.',
    ],
    example: "desk.bars('1h', { from: 'trades' })",
  },
} as const satisfies Record<string, CatalogueEntry>
