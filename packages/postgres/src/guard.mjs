// Waits until its parent closes our standard input, by wish or by dying, then ends the throwaway server and its folder.
import { readFileSync, rmSync, existsSync } from 'node:fs'
import path from 'node:path'

const folder = process.argv[2]
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))

function end() {
  try {
    const pid = Number(readFileSync(path.join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n')[0])
    if (pid > 0) process.kill(pid, 'SIGQUIT')
  } catch {
    return
  }
}

process.stdin.resume()
process.stdin.on('error', () => undefined)
process.stdin.on('close', () => void clear())

async function clear() {
  for (let round = 0; round < 400 && existsSync(folder); round++) {
    end()
    await pause(50)
    try {
      rmSync(folder, { recursive: true, force: true })
    } catch {
      continue
    }
  }
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined)
