import { mkdir, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createTransport } from 'nodemailer'
import type { Config } from '../config.ts'

export interface Mail {
  /** Id of the outbox message: the same one again is the same mail. */
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
}
export interface Mailer {
  send(mail: Mail): Promise<void>
}

/** Sends through SMTP_URL; without one, writes each mail as `<id>.eml` into the folder of mails. */
export function createMailer(config: Pick<Config, 'smtpUrl' | 'mailDir' | 'mailFrom' | 'publicUrl'>): Mailer {
  const envelope = (mail: Mail) => ({
    from: config.mailFrom,
    to: mail.to,
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    messageId: `<${mail.id}@${config.publicUrl.hostname}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  if (config.smtpUrl !== undefined) {
    const server = createTransport({
      url: config.smtpUrl,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 20_000,
    })
    return { send: async (mail) => void (await server.sendMail(envelope(mail))) }
  }
  const writer = createTransport({ streamTransport: true, buffer: true, newline: 'unix' })
  return {
    async send(mail) {
      const { message } = await writer.sendMail(envelope(mail))
      await mkdir(config.mailDir, { recursive: true, mode: 0o700 })
      const file = path.join(config.mailDir, `${mail.id}.eml`)
      // whoever watches the folder never sees half a mail
      await writeFile(`${file}.part`, message, { mode: 0o600 })
      await rename(`${file}.part`, file)
    },
  }
}
