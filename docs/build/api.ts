import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { Application, type ProjectReflection, ReflectionKind, type TranslatedString } from 'typedoc'

/** Folder of each package and the entries it exports, by the name that users import. */
const entries: Readonly<Record<string, string>> = {
  '@botyard/core': 'packages/core/src/index.ts',
  '@botyard/core/metrics': 'packages/core/src/metrics/index.ts',
  '@botyard/strategies': 'packages/strategies/src/index.ts',
  '@botyard/strategies/impact': 'packages/strategies/src/impact/index.ts',
  '@botyard/strategies/indicators': 'packages/strategies/src/indicators/index.ts',
  '@botyard/sim': 'packages/adapters/sim/src/index.ts',
  '@botyard/columns': 'packages/plugins/columns/src/index.ts',
  '@botyard/data': 'packages/plugins/data/src/index.ts',
  '@botyard/risk': 'packages/plugins/risk/src/index.ts',
  '@botyard/testkit': 'packages/testkit/src/index.ts',
  botyard: 'packages/cli/src/index.ts',
}

const packages = [...new Set(Object.keys(entries).map((name) => name.replace(/^((?:@[^/]+\/)?[^/]+).*$/, '$1')))]

/** The API of every package as it is read about. */
interface Api {
  readonly app: Application
  readonly project: ProjectReflection
  readonly exported: number
}

/**
 * Reads the API of every package. An export without a sentence, a member of a port without one, a type that is mentioned and not exported, and a link to nothing end the
 * process: an API that cannot be read about is not finished.
 */
export async function readApi(docs: string): Promise<Api> {
  const root = join(docs, '..')
  const app = await Application.bootstrapWithPlugins({
    plugin: ['typedoc-plugin-markdown', 'typedoc-vitepress-theme'],
    entryPoints: Object.values(entries).map((path) => join(root, path)),
    tsconfig: join(docs, 'tsconfig.api.json'),
    out: join(docs, 'api'),
    readme: 'none',
    name: 'API reference',
    // The sources are checked by the compiler of the repository; TypeDoc brings an older one.
    skipErrorChecking: true,
    disableGit: true,
    disableSources: true,
    excludePrivate: true,
    excludeInternal: true,
    sort: ['alphabetical'],
    logLevel: 'Warn',
    validation: {
      notDocumented: true,
      notExported: true,
      invalidLink: true,
      invalidPath: true,
      rewrittenLink: true,
      unusedMergeModuleWith: true,
    },
    requiredToBeDocumented: ['Class', 'Interface', 'Function', 'Variable', 'TypeAlias'],
    ...({
      docsRoot: docs,
      router: 'member',
      hidePageHeader: true,
      useCodeBlocks: true,
      parametersFormat: 'table',
      interfacePropertiesFormat: 'table',
      indexFormat: 'table',
      sidebar: { autoConfiguration: false },
    } as object),
  })
  const project = await app.convert()
  if (project === undefined) return process.exit(1)
  nameModules(project)
  validate(app, project)
  const bare = silentMembers(project)
  for (const name of bare) app.logger.validationWarning(`${name} has no sentence` as TranslatedString)
  if (app.logger.hasErrors() || app.logger.validationWarningCount > 0) return process.exit(1)
  const modules = project.getReflectionsByKind(ReflectionKind.SomeModule)
  const exported = modules.reduce((sum, one) => sum + (one.isDeclaration() ? (one.children?.length ?? 0) : 0), 0)
  return { app, project, exported }
}

/** Where members of interfaces are read about most: what strategies, plugins and bots are written against. */
const readClosely = /^src\/(?:ports\/|bot\/bot\.ts$)/

/** Members of these interfaces that say nothing of themselves; a unit or a default that is not told is guessed. */
function silentMembers(project: ProjectReflection): string[] {
  const members = project.getReflectionsByKind(ReflectionKind.Property | ReflectionKind.Method)
  return members.flatMap((member) => {
    const isMember = member.isDeclaration() && member.parent?.kindOf(ReflectionKind.Interface) === true
    if (!isMember || !readClosely.test(project.getSymbolIdFromReflection(member)?.packagePath ?? '')) return []
    return member.hasComment() || member.signatures?.some((one) => one.hasComment()) ? [] : [member.getFullName()]
  })
}

/** Writes the API to `api/` and returns how many exports there are. */
export async function writeApi(docs: string): Promise<number> {
  rmSync(join(docs, 'api'), { recursive: true, force: true })
  const { app, project, exported } = await readApi(docs)
  await app.generateOutputs(project)
  return app.logger.hasErrors() ? process.exit(1) : exported
}

/** Modules are called as they are imported. */
function nameModules(project: ProjectReflection): void {
  for (const child of project.children ?? []) {
    const found = Object.entries(entries).find(([, path]) => path === `packages/${child.name}/index.ts`)
    if (found !== undefined) child.name = found[0]
  }
}

/** TypeDoc looks for types that are not exported in one package only, the one that is told to be the project's. */
function validate(app: Application, project: ProjectReflection): void {
  for (const name of packages) {
    project.packageName = name
    app.options.setValue('packagesRequiringDocumentation', [name])
    app.validate(project)
  }
}
