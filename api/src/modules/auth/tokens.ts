import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits, as they travel in a cookie or a link. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What is kept of a token. Its bits are random, so a plain hash tells nothing about it. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
