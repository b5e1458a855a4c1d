/** The first letter a capital: a name of a language at the head of a line. */
export const capitalised = (words: string) => words.charAt(0).toLocaleUpperCase() + words.slice(1)

/** A Belgian number as it is read aloud, `0470 12 34 56`; others as they are kept, `+963…`. */
export function phoneWords(phone: string): string {
  const mobile = /^\+32(4\d\d)(\d\d)(\d\d)(\d\d)$/.exec(phone)
  return mobile ? `0${mobile.slice(1).join(' ')}` : phone.replace(/^\+32/, '0')
}
