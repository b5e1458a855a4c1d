import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

/** Keeps a secret so that the database alone does not tell it. */
export interface Seal {
  /** False when there is no key: nothing can be sealed. */
  readonly ready: boolean
  /** `about` names whose secret it is: sealed for one account, it opens for no other. */
  close(secret: string, about: string): string
  /** Throws when no key opens it, or it was changed. */
  open(sealed: string, about: string): string
  /** Whether the key that seals now sealed it. */
  isOurs(sealed: string): boolean
  /** Whether one of the keys sealed it. */
  isKnown(sealed: string): boolean
}

/** `v1.<key>.<nonce>.<tag and text>`; what has no such form was written before anything was sealed. */
const form = /^v1\.([0-9a-f]{16})\.([\w-]{16})\.([\w-]+)$/
const tagLength = 16
const nameOf = (key: Buffer) => createHash('sha256').update(key).digest('hex').slice(0, 16)

/** AES-256-GCM. The first key (32 bytes) seals, each of them opens. */
export function createSeal(keys: readonly Buffer[]): Seal {
  const named = new Map(keys.map((key) => [nameOf(key), key]))
  const [first] = keys
  const keyOf = (sealed: string) => form.exec(sealed)?.[1]
  return {
    ready: first !== undefined,
    close(secret, about) {
      if (!first) throw new Error('there is no key to seal with')
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', first, nonce).setAAD(Buffer.from(about))
      const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
      const body = Buffer.concat([cipher.getAuthTag(), text])
      return ['v1', nameOf(first), nonce.toString('base64url'), body.toString('base64url')].join('.')
    },
    open(sealed, about) {
      const [, name = '', nonce = '', body = ''] = form.exec(sealed) ?? []
      const key = named.get(name)
      if (!key) throw new Error(`a secret is sealed by a key that SECRETS_KEY does not hold (${name || 'not sealed'})`)
      const bytes = Buffer.from(body, 'base64url')
      const opened = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'), { authTagLength: tagLength })
        .setAAD(Buffer.from(about))
        .setAuthTag(bytes.subarray(0, tagLength))
      return opened.update(bytes.subarray(tagLength), undefined, 'utf8') + opened.final('utf8')
    },
    isOurs: (sealed) => first !== undefined && keyOf(sealed) === nameOf(first),
    isKnown: (sealed) => named.has(keyOf(sealed) ?? ''),
  }
}

/** Whether a value was sealed by any key at all. */
export const isSealed = (value: string): boolean => form.test(value)
