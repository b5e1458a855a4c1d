/** ASVS 6.2.1: length is what protects; there is no rule about kinds of characters (6.2.5). */
export const minPasswordLength = 15

export type PasswordFault = 'too-short' | 'too-common' | 'about-you'

/** What is wrong with a password that somebody chooses for their account, if anything. */
export function passwordFault(
  password: string,
  owner: { readonly email: string; readonly name: string },
): PasswordFault | null {
  if (lengthOf(password) < minPasswordLength) return 'too-short'
  const folded = fold(password)
  if (isRepetition(folded) || isWalk(folded) || isCommon(folded)) return 'too-common'
  return isAbout(folded, owner) ? 'about-you' : null
}

const graphemes = new Intl.Segmenter()

/** As people count: a letter with its accent, or an emoji, is one. */
function lengthOf(words: string): number {
  return Array.from(graphemes.segment(words)).length
}

function fold(words: string): string {
  return words.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

/** `passwordpassword`, `abcabcabcabcabc`: some unit, again and again. */
function isRepetition(folded: string): boolean {
  return `${folded}${folded}`.indexOf(folded, 1) < folded.length || new Set(folded).size < 5
}

const walks = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  'azertyuiopqsdfghjklmwxcvbn',
  'qwertyuiopasdfghjklzxcvbnm',
]

function backwards(letters: string): string {
  return letters.split('').reverse().join('')
}

/** A walk over the keyboard, the alphabet or the digits, in either direction. */
function isWalk(folded: string): boolean {
  return walks.some((walk) => walk.includes(folded) || backwards(walk).includes(folded))
}

/**
 * What people choose most, in French and English (from published lists of leaked passwords), with digits and signs taken
 * away, as these are what people add in order to pass.
 */
const common = new Set(
  `password motdepasse azerty azertyuiop qwerty qwertyuiop bonjour bienvenue welcome letmein soleil jetaime iloveyou
   doudou loulou chouchou marseille liege belgique belgium bruxelles standard football admin administrateur administrator
   interra interact duo interlab secret monmotdepasse monmotdepassesecret mypassword thisismypassword password password
   changeme changezmoi correcthorsebatterystaple abcdefg princesse princess dragon monkey sunshine superman pokemon`.split(
    /\s+/,
  ),
)

function isCommon(folded: string): boolean {
  const letters = folded
    .replace(/[@4]/g, 'a')
    .replace(/3/g, 'e')
    .replace(/0/g, 'o')
    .replace(/\$/g, 's')
    .replace(/\P{L}/gu, '')
  const asWritten = folded.replace(/\P{L}/gu, '')
  return [letters, asWritten].some((word) => common.has(unit(word)) || common.has(word))
}

/** `azertyazerty` -> `azerty`. */
function unit(word: string): string {
  const period = `${word}${word}`.indexOf(word, 1)
  return word.slice(0, period === -1 ? undefined : period)
}

/** Little remains once the name, the address and the association are taken out. */
function isAbout(folded: string, { email, name }: { readonly email: string; readonly name: string }): boolean {
  const parts = [email, ...email.split(/[@.+_-]/), ...name.split(/[\s'-]+/), 'interra']
    .map(fold)
    .filter((part) => part.length >= 3)
    .sort((a, b) => b.length - a.length)
  const rest = parts.reduce((left, part) => left.replaceAll(part, ''), folded)
  return rest.length < 8 && rest.length < folded.length
}
