import { broken } from '@interra/contracts'
import { parsePhoneNumberFromString } from 'libphonenumber-js/max'

/** E.164 of a number as somebody says it, Belgian unless it begins with + or 00. Throws `phone-invalid`. */
export function canonicalPhone(said: string): string {
  const parsed = parsePhoneNumberFromString(said.replace(/^\s*00/, '+'), 'BE')
  if (!parsed?.isValid()) throw broken('phone-invalid', '/phone')
  return parsed.number
}

/** An address as it is compared and kept: case does not matter to any server that people use. */
export const canonicalEmail = (typed: string) => typed.trim().toLowerCase()
