import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import path from 'node:path'
import type { ChildOptions } from './child.ts'
import { inRoot, root } from './paths.ts'

export interface Counts {
  passed: number
  failed: number
  skipped: number
}

/** Runs Jest with our reporter. A run that breaks before it can count is one failure. */
export async function runJest(args: readonly string[], { env = {}, signal }: ChildOptions): Promise<Counts> {
  const folder = mkdtempSync(path.join(tmpdir(), 'interra-counts-'))
  const countsFile = path.join(folder, 'counts.json')
  const status = await new Promise<number>((resolve) => {
    const child = spawn(process.execPath, [...jestCommand, ...args], {
      cwd: root,
      env: {
        ...process.env,
        ...env,
        INTERRA_TEST_COUNTS: countsFile,
        INTERRA_TEST_GROUPS: args.length === 0 ? '1' : '0',
      },
      stdio: ['ignore', 'inherit', 'inherit'],
      ...(signal ? { signal } : {}),
    })
    child.once('error', () => resolve(1)).once('exit', (code) => resolve(code ?? 1))
  })
  const counts = readCounts(countsFile)
  rmSync(folder, { recursive: true, force: true })
  if (status !== 0 && counts.failed === 0) counts.failed = 1
  return counts
}

const jestCommand = [
  '--experimental-vm-modules',
  '--max-semi-space-size=64',
  // a test file loads all its modules for a few seconds: what V8 optimises for the long run costs more than it gives
  '--max-lazy',
  '--interrupt-budget=1000000',
  '--disable-warning=ExperimentalWarning',
  inRoot('node_modules/jest/bin/jest.js'),
  // one more than processors: while a browser or PostgreSQL works for one, another goes on
  `--maxWorkers=${Math.max(2, availableParallelism()) + 1}`,
  `--reporters=${inRoot('packages/run/test-setup/reporter.mjs')}`,
]

function readCounts(file: string): Counts {
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (
      typeof content === 'object' &&
      content !== null &&
      'passed' in content &&
      'failed' in content &&
      'skipped' in content
    )
      return { passed: Number(content.passed), failed: Number(content.failed), skipped: Number(content.skipped) }
  } catch {
    // the run broke: its own message is on the terminal
  }
  return { passed: 0, failed: 1, skipped: 0 }
}
