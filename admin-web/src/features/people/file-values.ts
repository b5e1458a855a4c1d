import type { PartialDate, Person } from '@interra/contracts'
import type { ActForm } from '../../ui/form/use-act-form.ts'
import type { Found } from '../../ui/form/search-select.tsx'
import type { Prefill } from './typed.ts'

/** What a form about somebody holds: texts, empty when not known. */
export interface FileValues extends Record<string, unknown> {
  givenName: string
  familyName: string
  usualName: string
  ownScriptName: string
  birth: PartialDate
  gender: string
  email: string
  phone: string
  contactChannel: string
  contactLanguage: string | null
  referrerPartner: Found | null
  referrerName: string
  municipalityNis: string | null
  lifelongResident: string
  isBelgian: string
  heardThroughId: string | null
  /** Why those who look alike are somebody else. */
  reason: string
}
/** The part of a form that the fields about somebody need. */
export type FormPart = Pick<ActForm<FileValues>, 'field' | 'set'> & { readonly values: FileValues }

const answerOf = (value: boolean | null | undefined) =>
  value === null || value === undefined ? '' : value ? 'yes' : 'no'
/** A choice of yes, no or nothing said. */
export const yesOrNo = (answer: string): boolean | null => (answer === '' ? null : answer === 'yes')

export function fileValuesOf(person: Partial<Person> | Prefill): FileValues {
  const known: Partial<Person> = person
  return {
    givenName: known.givenName ?? '',
    familyName: known.familyName ?? '',
    usualName: known.usualName ?? '',
    ownScriptName: known.ownScriptName ?? '',
    birth: known.birth ?? '',
    gender: known.gender ?? '',
    email: known.email ?? '',
    phone: known.phone ?? '',
    contactChannel: known.contactChannel ?? '',
    contactLanguage: known.contactLanguage ?? null,
    referrerPartner: known.referrerPartnerId
      ? { value: known.referrerPartnerId, label: known.referrerPartnerName ?? '' }
      : null,
    referrerName: known.referrerName ?? '',
    municipalityNis: known.municipalityNis ?? null,
    lifelongResident: answerOf(known.lifelongResident),
    isBelgian: answerOf(known.isBelgian),
    heardThroughId: known.heardThrough?.id ?? null,
    reason: '',
  }
}

/** Members of `registerPerson` and `changePerson`; `alike` are the people whom `reason` says it is not. */
export function fileBody(values: FileValues, alike: readonly string[]): Record<string, unknown> {
  const { reason, referrerPartner, lifelongResident, isBelgian, ...said } = values
  return {
    ...said,
    referrerPartnerId: referrerPartner?.value ?? null,
    lifelongResident: yesOrNo(lifelongResident),
    isBelgian: yesOrNo(isBelgian),
    ...(alike.length > 0 && reason.trim() !== '' ? { notSameAs: { personIds: alike, reason } } : {}),
  }
}

/** A refused member of the body -> the field that shows it. */
export function fileFieldOf(path: string): string {
  if (path.startsWith('notSameAs')) return 'reason'
  return path === 'referrerPartnerId' ? 'referrerPartner' : path
}
