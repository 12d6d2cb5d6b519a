import ts from 'typescript'

/** Programs that an example may call; everything else that begins with a word is no line of a shell. */
const programs = /^(?:npx|npm|node|ls|mkdir|mv|sort|zcat) /

/** What an example of an error is written in: a line to type, TypeScript of a bot file, or neither, such as a row of data. */
export function exampleLanguage(example: string): 'sh' | 'ts' | 'text' {
  if (programs.test(example)) return 'sh'
  return /^[\d.,]+$/.test(example) || !isTypeScript(example) ? 'text' : 'ts'
}

/** Whether it is a statement, or what stands within an object, a class or a call; three dots stand for what is left out. */
function isTypeScript(example: string): boolean {
  const code = example.replaceAll(', ... ', ' ')
  return [code, `({ ${code}\n})`, `class X { ${code}\n}`].some(parses)
}

function parses(code: string): boolean {
  const { diagnostics = [] } = ts.transpileModule(code, {
    reportDiagnostics: true,
    compilerOptions: { target: ts.ScriptTarget.ESNext },
  })
  return diagnostics.length === 0
}
