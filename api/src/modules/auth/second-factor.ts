import { generateSecret, generateURI, verifySync } from 'otplib'

/** RFC 6238 with what every app supports: SHA-1, six digits, 30 seconds. */
const period = 30

/** A new secret and the address that a QR code carries. */
export function newSecondFactor(email: string): { secret: string; uri: string } {
  const secret = generateSecret({ length: 20 })
  return { secret, uri: generateURI({ issuer: 'Interra', label: email, secret }) }
}

/**
 * The time step of a right code, null for a wrong one. One step of drift either way; a step that was used, or an earlier
 * one, is refused: a code read over a shoulder is worth nothing.
 */
export function stepOfCode(secret: string, code: string, now: Date, lastStep: number | null): number | null {
  const found = verifySync({
    secret,
    token: code,
    period,
    epoch: Math.floor(now.getTime() / 1000),
    epochTolerance: period,
    ...(lastStep === null ? {} : { afterTimeStep: lastStep }),
  })
  return found.valid && 'timeStep' in found ? found.timeStep : null
}
