// A program that starts a server and then waits to be killed.
import { startPostgres, startTestCluster } from '../src/index.ts'

const [kind, dir = ''] = process.argv.slice(2)
const server = kind === 'throwaway' ? await startTestCluster() : await startPostgres({ dir, durable: true })
process.stdout.write(`${JSON.stringify(server)}\n`)
setInterval(() => undefined, 1000)
