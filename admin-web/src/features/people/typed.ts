import { capitalised } from './words.ts'

/** What somebody typed to find a person, put in the fields of a new file. */
export interface Prefill {
  readonly givenName: string
  readonly familyName: string
  readonly phone: string
  readonly email: string
}

/** `Amina Ben Saïd` -> given and family name; a number or an address goes to its own field. */
export function prefillFrom(typed: string): Prefill {
  const text = typed.trim()
  const empty = { givenName: '', familyName: '', phone: '', email: '' }
  if (/^\S+@\S+$/.test(text)) return { ...empty, email: text }
  if (/^\+?[\d\s./()-]{4,}$/.test(text)) return { ...empty, phone: text }
  const words = text.split(/\s+/).filter((word) => !/^\d+$/.test(word))
  const [givenName = '', ...rest] = words.map(capitalised)
  return { ...empty, givenName, familyName: rest.join(' ') }
}
