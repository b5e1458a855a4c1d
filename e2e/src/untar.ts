import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const block = 512

/** Unpacks the files, folders and links of a tar archive. Throws when a name leads out of the folder. */
export function untar(archive: Buffer, folder: string): void {
  for (let at = 0; at + block <= archive.length;) {
    const field = (begin: number, length: number) =>
      archive.toString('utf8', at + begin, at + begin + length).replace(/\0.*$/s, '')
    const name = field(0, 100)
    if (name === '') return
    const size = parseInt(field(124, 12).trim() || '0', 8)
    const target = path.join(folder, name)
    if (target !== folder && !target.startsWith(folder + path.sep)) throw new Error(`${name} leads out of the archive`)
    mkdirSync(path.dirname(target), { recursive: true })
    const kind = field(156, 1)
    if (kind === '5') mkdirSync(target, { recursive: true })
    else if (kind === '2') symlinkSync(field(157, 100), target)
    else if (kind === '0' || kind === '')
      writeFileSync(target, archive.subarray(at + block, at + block + size), { mode: 0o755 })
    at += block + Math.ceil(size / block) * block
  }
}
