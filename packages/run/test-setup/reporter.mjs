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
    const { testResults, perfStats, failureMessage, testExecError, numFailingTests } = result
    const file = path.relative(this.rootDir, result.testFilePath)
    const several = file.endsWith('.group.mjs')
    const fileOf = ({ ancestorTitles }) => (several ? ancestorTitles[0] : file)
    const broken = numFailingTests > 0 || testExecError !== undefined
    const names = several && !testExecError ? [...new Set(testResults.map(fileOf))] : [file]
    for (const name of names) {
      const own = testResults.filter((one) => fileOf(one) === name)
      const time = several
        ? own.reduce((sum, { duration }) => sum + (duration ?? 0), 0)
        : perfStats.end - perfStats.start
      const count = (word, ...statuses) => {
        const found = own.filter(({ status }) => statuses.includes(status)).length
        return found > 0 || word === 'passed' ? `${found} ${word}` : ''
      }
      const counts = [count('passed', 'passed'), count('failed', 'failed'), count('skipped', 'pending', 'todo')]
      const wrong = testExecError !== undefined || own.some(({ status }) => status === 'failed')
      const line = `${wrong ? '✗' : '✓'} ${name}: ${counts.filter(Boolean).join(', ')} (${(time / 1000).toFixed(1)} s)`
      write(line)
      if (wrong) this.failures.push(line)
    }
    if (!broken) return
    if (failureMessage) this.failures.push(failureMessage)
    write(failureMessage ?? '')
    for (const { type, message } of result.console ?? []) write(`  console.${type}: ${message}`)
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
