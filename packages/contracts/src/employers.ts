import Type, { type Static } from 'typebox'
import { EmployerNeed, EmployerNeedPage, employerNeedKinds, needMembers, NeededLanguage } from './introduction.ts'
import { personal } from './personal-data.ts'
import {
  closed,
  Email,
  idParam,
  line,
  LocalDate,
  Locale,
  nullable,
  pageOf,
  paging,
  Phone,
  Uuid,
  Version,
} from './primitives.ts'
import { who } from './rights.ts'
import { defineRoutes } from './route.ts'
import { GivenReason } from './workshops.ts'

const contact = { contactName: nullable(line()), email: nullable(Email), phone: nullable(Phone) }
const employerMembers = {
  id: Uuid,
  siteId: Uuid,
  name: line(),
  contactName: personal('C2', contact.contactName),
  email: personal('C2', contact.email),
  phone: personal('C2', contact.phone),
  contactLanguage: personal('C2', { ...Locale, description: 'in which one writes to the contact' }),
  openNeeds: Type.Integer(),
  introduced: personal('C3', Type.Integer({ description: 'introductions that were not declined and did not lapse' })),
  version: Version,
}
/** An employer is a partner that looks for people. */
export const EmployerRow = closed('EmployerRow', employerMembers)
export type EmployerRow = Static<typeof EmployerRow>
export const EmployerPage = pageOf('EmployerPage', EmployerRow)
export const Employer = closed('Employer', { ...employerMembers, needs: Type.Array(EmployerNeed) })
export type Employer = Static<typeof Employer>

const contacts = {
  contactName: Type.Optional(contact.contactName),
  email: Type.Optional(contact.email),
  phone: Type.Optional(contact.phone),
  contactLanguage: Type.Optional(Locale),
}
/** A new organisation by its name, or a partner that is known already: exactly one of the two. */
export const AddEmployer = closed('AddEmployer', {
  siteId: Uuid,
  name: Type.Optional(line()),
  partnerId: Type.Optional(Uuid),
  ...contacts,
})
export type AddEmployer = Static<typeof AddEmployer>
export const ChangeEmployer = closed('ChangeEmployer', { name: Type.Optional(line()), ...contacts })
export type ChangeEmployer = Static<typeof ChangeEmployer>

const Skills = Type.Array(Uuid, { maxItems: 10, uniqueItems: true, description: 'terms of `workshop_category`' })
const NeededLanguages = Type.Array(NeededLanguage, { maxItems: 6 })
const needDetails = {
  about: Type.Optional(needMembers.about),
  place: Type.Optional(needMembers.place),
  places: Type.Optional(needMembers.places),
  untilOn: Type.Optional(nullable(LocalDate)),
  skillIds: Type.Optional(Skills),
  languages: Type.Optional(NeededLanguages),
}
export const AddEmployerNeed = closed('AddEmployerNeed', {
  kind: needMembers.kind,
  title: needMembers.title,
  ...needDetails,
})
export type AddEmployerNeed = Static<typeof AddEmployerNeed>
export const ChangeEmployerNeed = closed('ChangeEmployerNeed', {
  title: Type.Optional(needMembers.title),
  ...needDetails,
})
export type ChangeEmployerNeed = Static<typeof ChangeEmployerNeed>

const programme = 'interlab'
const team = { access: { roles: who.team }, programme } as const
export const employerRoutes = defineRoutes({
  listEmployers: {
    method: 'GET',
    path: '/v1/employers',
    summary: 'List employers, by name',
    access: { roles: who.allStaff },
    programme,
    query: closed('EmployerQuery', { ...paging, siteId: Type.Optional(Uuid) }),
    success: { status: 200, body: EmployerPage },
    errors: [],
  },
  getEmployer: {
    method: 'GET',
    path: '/v1/employers/:employerId',
    summary: 'Read an employer and what they look for',
    access: { roles: who.allStaff },
    programme,
    params: idParam('employerId'),
    success: { status: 200, body: Employer },
    errors: [],
  },
  addEmployer: {
    ...team,
    method: 'POST',
    path: '/v1/employers',
    summary: 'Add an employer, or make one of a partner',
    body: AddEmployer,
    success: { status: 201, body: Employer },
    errors: ['not-found', 'rule-broken'],
    idempotency: 'accepted',
  },
  changeEmployer: {
    ...team,
    method: 'PATCH',
    path: '/v1/employers/:employerId',
    summary: 'Change the name or the contact of an employer',
    params: idParam('employerId'),
    body: ChangeEmployer,
    ifMatch: true,
    success: { status: 200, body: Employer },
    errors: [],
  },
  listEmployerNeeds: {
    method: 'GET',
    path: '/v1/employer-needs',
    summary: 'List what employers look for, the latest first',
    access: { roles: who.allStaff },
    programme,
    query: closed('EmployerNeedQuery', {
      ...paging,
      siteId: Type.Optional(Uuid),
      kind: Type.Optional(Type.Enum([...employerNeedKinds])),
      open: Type.Optional(Type.Boolean()),
    }),
    success: { status: 200, body: EmployerNeedPage },
    errors: [],
  },
  getEmployerNeed: {
    method: 'GET',
    path: '/v1/employer-needs/:employerNeedId',
    summary: 'Read what an employer looks for',
    access: { roles: who.allStaff },
    programme,
    params: idParam('employerNeedId'),
    success: { status: 200, body: EmployerNeed },
    errors: [],
  },
  addEmployerNeed: {
    ...team,
    method: 'POST',
    path: '/v1/employers/:employerId/needs',
    summary: 'Note what an employer looks for',
    params: idParam('employerId'),
    body: AddEmployerNeed,
    success: { status: 201, body: EmployerNeed },
    errors: ['rule-broken'],
    idempotency: 'accepted',
  },
  changeEmployerNeed: {
    ...team,
    method: 'PATCH',
    path: '/v1/employer-needs/:employerNeedId',
    summary: 'Change what an employer looks for',
    description: 'Skills and languages that are sent replace those there were.',
    params: idParam('employerNeedId'),
    body: ChangeEmployerNeed,
    ifMatch: true,
    success: { status: 200, body: EmployerNeed },
    errors: ['rule-broken', 'act-not-possible'],
  },
  closeEmployerNeed: {
    ...team,
    method: 'POST',
    path: '/v1/employer-needs/:employerNeedId/closing',
    summary: 'Close what an employer does not look for any more',
    description: 'Introductions under way go on.',
    params: idParam('employerNeedId'),
    body: GivenReason,
    ifMatch: true,
    success: { status: 200, body: EmployerNeed },
    errors: ['act-not-possible'],
  },
})
