import { buildAll } from './build.ts'
import { checks, proofs } from './checks.ts'
import { runJest, type Counts } from './jest.ts'
import { say, seconds } from './progress.ts'
import { stopRequest } from './stop-request.ts'

// Everything that can be wrong, in one run: `npm test [-- --full] [-- jest arguments]`. The last line is the verdict.
const args = process.argv.slice(2)
const full = args.includes('--full')
const jestArgs = args.filter((arg) => arg !== '--full')
const counts: Counts = { passed: 0, failed: 0, skipped: 0 }
const stopping = new AbortController()

void stopRequest().then(() => stopping.abort())
const wanted = jestArgs.length > 0 ? [] : full ? [...checks, ...proofs] : checks
await Promise.all([
  count('build', build()),
  ...wanted.map((check) => count(check.name, check.run({ signal: stopping.signal }))),
])
const env = full ? { INTERRA_PROVE: 'full' } : {}
const tests = await runJest(jestArgs, { env, signal: stopping.signal })
counts.passed += tests.passed
counts.failed += tests.failed
counts.skipped += tests.skipped

process.exitCode = stopping.signal.aborted ? 130 : counts.failed > 0 || tests.passed === 0 ? 1 : 0
say(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`)
process.exit()

async function count(name: string, work: Promise<{ status: number; output: string }>): Promise<void> {
  const began = performance.now()
  const { status, output } = await work
  const right = status === 0
  counts[right ? 'passed' : 'failed']++
  say(`${right ? '✓' : '✗'} ${name} (${seconds(performance.now() - began)})`)
  if (!right) say(output.trimEnd())
}

async function build(): Promise<{ status: number; output: string }> {
  try {
    await buildAll(stopping.signal)
    return { status: 0, output: '' }
  } catch (error) {
    return { status: 1, output: error instanceof Error ? error.message : String(error) }
  }
}
