import { gzipSync } from 'node:zlib'
import type { Plugin, Rolldown } from 'vite'

const limit = 200_000

/**
 * Prints what the first screen loads before it shows: the entry with all it imports, the page, and the words of the shell
 * in French; bytes of JavaScript after gzip.
 */
export function firstLoad(page: RegExp, words: RegExp): Plugin {
  return {
    name: 'interra-first-load',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
      const starts = chunks.filter(
        ({ isEntry, facadeModuleId: module }) => isEntry || page.test(module ?? '') || words.test(module ?? ''),
      )
      const sizes = [...withImports(starts, chunks)].map(({ code }) => gzipSync(code).length)
      const sum = sizes.reduce((total, size) => total + size, 0)
      const told = `first screen: ${(sum / 1000).toFixed(0)} kB of JavaScript after gzip (at most ${limit / 1000})`
      if (sum > limit) this.warn(told)
      else this.info(told)
    },
  }
}

function withImports(
  starts: readonly Rolldown.OutputChunk[],
  all: readonly Rolldown.OutputChunk[],
): Set<Rolldown.OutputChunk> {
  const found = new Set(starts)
  for (const chunk of found)
    for (const name of chunk.imports) {
      const imported = all.find(({ fileName }) => fileName === name)
      if (imported) found.add(imported)
    }
  return found
}
