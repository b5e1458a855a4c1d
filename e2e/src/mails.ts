import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { DemoApp } from './demo-app.ts'

/** The words of every mail that the service wrote, decoded, in no order. */
export function mailsOf({ dataDir }: Pick<DemoApp, 'dataDir'>): string[] {
  const folder = path.join(dataDir, 'mail')
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith('.eml'))
    .map((name) => decoded(readFileSync(path.join(folder, name), 'utf8')))
}

/** The first mail to `address` that holds `sign`, within 20 seconds: mails leave by a job. */
export async function mailTo(app: Pick<DemoApp, 'dataDir'>, address: string, sign: RegExp): Promise<string> {
  for (let tries = 0; tries < 100; tries++) {
    const found = mailsOf(app).find((mail) => mail.includes(address) && sign.test(mail))
    if (found !== undefined) return found
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error(`no mail to ${address} with ${sign.source}`)
}

/** Heads stay as they are; each part is read by its transfer encoding. */
function decoded(message: string): string {
  return message
    .split(/\r?\n--[^\r\n]+\r?\n/)
    .map((part) => {
      const [head = '', ...rest] = part.split(/\r?\n\r?\n/)
      const body = rest.join('\n\n')
      if (/transfer-encoding: base64/i.test(head)) return `${head}\n\n${Buffer.from(body, 'base64').toString('utf8')}`
      return /transfer-encoding: quoted-printable/i.test(head) ? `${head}\n\n${fromQuoted(body)}` : part
    })
    .join('\n')
}

function fromQuoted(body: string): string {
  const bytes = body
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
