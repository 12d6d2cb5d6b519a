import { mayAskMachine } from './boundaries.ts'
import { codeOf } from './source-text.ts'

/** What no line of code may have in the files it applies to. Comments and strings are not code. */
export interface CodeRule {
  /** What it keeps, as the name of a test. */
  readonly name: string
  readonly wrong: RegExp
  applies(path: string): boolean
}

/** A file that is read. */
export interface ReadFile {
  readonly path: string
  readonly text: string
}

const isTest = (path: string) => /\.test\.ts$|\/test\/|\.oracle\.ts$/.test(path)
const isProduct = (path: string) => path.startsWith('packages/') && !isTest(path)
const isProgram = (path: string) => /^packages\/(cli|create-botyard)\//.test(path)
/** The one place of core that asks the machine for chance. */
const isEnv = (path: string) => path === 'packages/core/src/defaults/node-env.ts'
/** Between the tape and the gateway; questions are the one door to what takes its time. */
const isSynchronous = (path: string) =>
  /^packages\/core\/src\/(engine|market|orders)\//.test(path) && !path.endsWith('/engine/questions.ts')

/** The rules of the house about code. */
export const codeRules: readonly CodeRule[] = [
  {
    name: 'constants are named like all else',
    wrong: /^(?:export )?const [A-Z][A-Z\d_]+\b/,
    applies: (path) => path.startsWith('packages/') || path.startsWith('scripts/'),
  },
  {
    name: 'nothing asks the machine for time or its surroundings but the Env',
    wrong: new RegExp(
      [
        /\bDate\b|\bperformance\b|\bset(Timeout|Interval|Immediate)\b|\bqueueMicrotask\b/,
        /\bprocess\s*[.[]|=\s*process\b|\bglobal(This)?\b|\bnavigator\b/,
        /\bcrypto\b|\bfetch\s*\(|\bWebSocket\b|\bXMLHttpRequest\b|\bSharedWorker\b/,
      ]
        .map(({ source }) => source)
        .join('|'),
    ),
    applies: (path) => isProduct(path) && !mayAskMachine(path),
  },
  {
    name: 'chance comes from the Env, everywhere',
    wrong: /\bMath\s*\.\s*random\b|\brandom\s*}\s*=\s*Math\b|\bMath\s*\[|\brandomUUID\b|\bgetRandomValues\b/,
    applies: (path) => isProduct(path) && !isEnv(path),
  },
  {
    name: 'nothing awaits between the tape and the gateway',
    // To see that something is a promise, and to let it go unheard, waits for nothing.
    wrong: /\basync\b|\bawait\b|(?<!\binstanceof )\bPromise\b|\.\s*(then|finally)\s*\(|\.\s*catch\s*\((?!\(\) => {}\))/,
    applies: (path) => isProduct(path) && isSynchronous(path),
  },
  {
    name: 'errors have a code: nobody throws a bare one',
    wrong: /\b(throw\s+|reject\s*\(\s*)(new\s+)?(Error|TypeError|RangeError|SyntaxError|EvalError|URIError)\b|\bthrow\s+['"`{\d]/,
    applies: (path) => isProduct(path) && !path.includes('/bin/'),
  },
  {
    name: 'nothing is left of looking for a fault',
    wrong: /\bconsole\s*[.[]|\bdebugger\b/,
    applies: (path) => isProduct(path) && !isProgram(path),
  },
  {
    name: 'a debugger is left nowhere',
    wrong: /\bdebugger\b/,
    applies: () => true,
  },
  {
    name: 'sources are what Node can strip: no enums, namespaces, decorators or parameter properties, and nothing is any',
    wrong: new RegExp(
      [
        /^\s*(export\s+)?(declare\s+)?(const\s+)?enum\s/,
        /^\s*(export\s+)?(declare\s+)?(namespace|module)\s+[\w.]+\s*{/,
        /^\s*@[A-Za-z]\w*/,
        /[(,]\s*(private|protected|public|readonly)\s+(readonly\s+)?\w+\s*\??:/,
        /\bas\s+any\b|[:<,|]\s*any\b(?!\s*[:(=])/,
      ]
        .map(({ source }) => source)
        .join('|'),
    ),
    // Classes with decorators are what this one example is about; it is compiled.
    applies: (path) => !path.startsWith('examples/class-road/src/'),
  },
  {
    name: 'what is private to a class has a #, which holds when the types are gone',
    wrong: /^\s*private\s+\w/,
    applies: () => true,
  },
  {
    name: 'packages export by name only',
    wrong: /^\s*export\s+default\b|\bas\s+default\b/,
    applies: (path) => isProduct(path),
  },
  {
    name: 'a type is named by its noun',
    wrong: /\b(class|interface|type)\s+(I[A-Z][a-z]\w*|\w*(Manager|Helper|Utils?|Utility|Base|Impl))\b/,
    applies: (path) => isProduct(path),
  },
]

/** Lines that break a rule, as `path:line code`, so that a failure can be clicked. */
export function placesOf(rule: CodeRule, files: readonly ReadFile[]): string[] {
  return files
    .filter(({ path }) => rule.applies(path))
    .flatMap(({ path, text }) => {
      const lines = text.split('\n')
      const code = codeOf(text).split('\n')
      return code.flatMap((line, index) => (rule.wrong.test(line) ? [`${path}:${index + 1} ${lines[index]?.trim()}`] : []))
    })
}
