import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { runNode, type ChildOptions, type Finished } from './child.ts'
import { inRoot, root } from './paths.ts'

/** What is right or wrong about the tree as a whole; each counts as one test. */
export interface Check {
  readonly name: string
  readonly run: (options: ChildOptions) => Promise<Finished>
}

const tool = (...names: string[]) => inRoot('node_modules', ...names)

export const checks: readonly Check[] = [
  { name: 'types', run: checkTypes },
  {
    name: 'format',
    run: (options) => runNode([tool('oxfmt/bin/oxfmt'), '--check'], options),
  },
  { name: 'lint', run: checkLint },
]

/** What `pnpm prove` runs besides. */
export const proofs: readonly Check[] = [
  {
    name: 'steps of the images',
    run: (options) => runNode(['--import', 'tsx', inRoot('packages/run/src/image-steps.ts')], options),
  },
]

/** Every package that has a tsconfig.json. One thread each: several do the same work over and cost thrice as much. */
async function checkTypes(options: ChildOptions): Promise<Finished> {
  const found: Finished[] = []
  for (const folder of typedFolders())
    found.push(await runNode([tool('typescript/bin/tsc'), '--noEmit', '--singleThreaded', '-p', folder], options))
  const output = found.map((one) => one.output).join('')
  return { status: found.some((one) => one.status !== 0) ? 1 : 0, output }
}

function typedFolders(): string[] {
  const packages = readdirSync(inRoot('packages')).map((name) => `packages/${name}`)
  return ['api', 'admin-web', 'e2e', 'bench', ...packages].filter((folder) =>
    existsSync(inRoot(folder, 'tsconfig.json')),
  )
}

function checkLint(options: ChildOptions): Promise<Finished> {
  const PATH = [tool('.bin'), process.env['PATH'] ?? ''].join(path.delimiter)
  return runNode([tool('oxlint/bin/oxlint'), '--type-aware', '--max-warnings', '0', '--format', 'unix', root], {
    ...options,
    env: { PATH },
  })
}
