/**
 * French keeps high signs with their word: `Pourquoi ?` never breaks before the sign. Written with plain spaces in the
 * files of words, made firm when they are read.
 */
export function withFirmSpaces(text: string): string {
  return text.replace(/ (?=[;:?!»%€])/g, '\u00a0').replace(/(?<=«) /g, '\u00a0')
}
