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

/** Both checkers of types are in Go and collect garbage for a third of their time: up to 2 GB, less often. */
const goMemory = '400'

/** Every package that has a tsconfig.json. One thread each: several do the same work over and cost thrice as much. */
async function checkTypes(options: ChildOptions): Promise<Finished> {
  const found: Finished[] = []
  for (const folder of typedFolders())
    found.push(
      await runNode([tool('typescript/bin/tsc'), '--noEmit', '--singleThreaded', '-p', folder], {
        ...options,
        env: { GOGC: goMemory },
      }),
    )
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
    // several threads would each find out the same types: twice the processor for the same time
    env: { PATH, GOGC: goMemory, GOMAXPROCS: '1' },
  })
}
