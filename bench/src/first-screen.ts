import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'

/**
 * Kilobytes (gzip) of JavaScript that the first screen loads: what index.html names, and what those files import before
 * they run.
 */
export function firstScreenKb(dist: string): number {
  const files = new Map(
    readdirSync(path.join(dist, 'assets')).map((name) => [name, path.join(dist, 'assets', name)] as const),
  )
  const wanted = new Set<string>()
  const follow = (text: string, pattern: RegExp) => {
    for (const [, name] of text.matchAll(pattern)) {
      const file = name === undefined ? undefined : files.get(name)
      if (!name || !file || wanted.has(name)) continue
      wanted.add(name)
      follow(readFileSync(file, 'utf8'), /(?:from|import)\s*["']\.\/([^"']+\.js)["']/g)
    }
  }
  follow(readFileSync(path.join(dist, 'index.html'), 'utf8'), /(?:src|href)="\/assets\/([^"]+\.js)"/g)
  const bytes = [...wanted].map((name) => gzipSync(readFileSync(path.join(dist, 'assets', name))).length)
  return bytes.reduce((sum, one) => sum + one, 0) / 1000
}
