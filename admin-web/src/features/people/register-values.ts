import { consentTextVersion, type PartialDate } from '@interra/contracts'
import { fileBody, fileFieldOf, fileValuesOf, type FileValues } from './file-values.ts'
import type { Prefill } from './typed.ts'

export const arrivalKinds = ['unknown', 'known', 'aboutYear', 'newly'] as const
export type ArrivalKind = (typeof arrivalKinds)[number]

/** What the form of a new file holds. */
export interface RegisterValues extends FileValues {
  arrivalKind: ArrivalKind
  arrivalDate: PartialDate
  frenchLevel: string
  informed: boolean
  guardianName: string
}

export const emptyFile = (start: Prefill): RegisterValues => ({
  ...fileValuesOf(start),
  arrivalKind: 'unknown',
  arrivalDate: '',
  frenchLevel: '',
  informed: false,
  guardianName: '',
})

export function registerBody(values: RegisterValues, siteId: string, alike: readonly string[]): unknown {
  const { arrivalKind, arrivalDate, frenchLevel, informed, guardianName, ...file } = values
  return {
    siteId,
    ...fileBody(file, alike),
    ...(arrivalKind === 'unknown' ? {} : { arrival: arrivalBody(arrivalKind, arrivalDate) }),
    ...(frenchLevel === '' ? {} : { languages: [{ language: 'fr', level: frenchLevel, assessedBy: 'staff' }] }),
    ...(informed || guardianName.trim() !== '' ? { consents: [membership(values)] } : {}),
  }
}

const arrivalBody = (kind: ArrivalKind, date: PartialDate) =>
  kind === 'newly'
    ? { arrivedOn: null, source: 'self' }
    : { arrivedOn: date, approximate: kind === 'aboutYear', source: 'self' }

const membership = ({ contactLanguage, guardianName }: RegisterValues) => ({
  purpose: 'activity_membership_info',
  given: true,
  textVersion: consentTextVersion,
  language: contactLanguage ?? 'fr',
  channel: 'oral',
  guardianName,
})

export function registerFieldOf(path: string): string {
  if (path.startsWith('consents')) return 'guardianName'
  if (path.startsWith('arrival')) return 'arrivalDate'
  return path.startsWith('languages') ? 'frenchLevel' : fileFieldOf(path)
}
