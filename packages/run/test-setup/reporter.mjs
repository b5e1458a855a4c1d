import { writeFileSync } from 'node:fs'
import path from 'node:path'

const write = (line) => process.stdout.write(`${line}\n`)

/** One line a file, everything about a failure at once and again at the end, and the counts for whoever asked for them. */
export default class QuietReporter {
  constructor({ rootDir }) {
    this.rootDir = rootDir
    this.failures = []
  }

  onTestResult(_test, result) {
    const { numPassingTests: passed, numFailingTests: failed, numPendingTests: skipped, perfStats } = result
    const file = path.relative(this.rootDir, result.testFilePath)
    const time = `${((perfStats.end - perfStats.start) / 1000).toFixed(1)} s`
    const broken = failed > 0 || result.testExecError !== undefined
    const counts = [`${passed} passed`, failed > 0 ? `${failed} failed` : '', skipped > 0 ? `${skipped} skipped` : '']
    const line = `${broken ? '✗' : '✓'} ${file}: ${counts.filter(Boolean).join(', ')} (${time})`
    write(line)
    if (broken) this.failures.push(`${line}\n${result.failureMessage ?? ''}`)
    if (broken && result.failureMessage) write(result.failureMessage)
    if (broken) for (const { type, message } of result.console ?? []) write(`  console.${type}: ${message}`)
  }

  onRunComplete(_contexts, results) {
    const counts = {
      passed: results.numPassedTests,
      failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
      skipped: results.numPendingTests + results.numTodoTests,
    }
    // whoever keeps only the end of the output still learns what failed
    for (const failure of this.failures) write(failure)
    if (results.runExecError) write(String(results.runExecError.message))
    if (process.env.INTERRA_TEST_COUNTS) writeFileSync(process.env.INTERRA_TEST_COUNTS, JSON.stringify(counts))
  }
}
