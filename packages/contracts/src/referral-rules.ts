import type { BrokenRule } from './broken-rule.ts'
import { holdsNationalNumber } from './national-number.ts'
import { problem, problems, type ApiProblem, type ProblemCode, type ProblemDetail } from './problem.ts'
import type { ReferredContact, ReferrerContact, SendReferral } from './referral.ts'

/** Clocks of partners may be ahead by as much. */
const slack = 5 * 60_000

function fault(pointer: string, code: ProblemCode, rule?: BrokenRule): ProblemDetail {
  return { pointer, code, ...(rule && { params: { rule } }), message: problems[code].title }
}
const rule = (pointer: string, name: BrokenRule): ProblemDetail => fault(pointer, 'rule-broken', name)

/** All that a body that fits the schema says wrong, member by member; empty when it may be kept. */
export function faultsOfReferral(body: SendReferral, now: Date): ProblemDetail[] {
  const { person, consent, referrer, caseWorker } = body
  const latest = now.getTime() + slack
  const faults = [...unreached('/referrer', referrer), ...(caseWorker ? unreached('/caseWorker', caseWorker) : [])]
  if (holdsNationalNumber(body.partnerReference)) faults.push(fault('/partnerReference', 'national-number-refused'))
  if (Date.parse(body.referredAt) > latest) faults.push(rule('/referredAt', 'in-the-future'))
  if (Date.parse(consent.givenAt) > latest) faults.push(rule('/consent/givenAt', 'in-the-future'))
  if (!consent.scopes.includes('referral_receive')) faults.push(rule('/consent/scopes', 'receive-not-agreed'))
  if (person.birthYear && person.birthDate) faults.push(rule('/person/birthDate', 'exactly-one'))
  const born = person.birthDate ?? (person.birthYear ? `${person.birthYear}-01-01` : null)
  if (born !== null && born > now.toISOString().slice(0, 10))
    faults.push(fault(`/person/${person.birthDate ? 'birthDate' : 'birthYear'}`, 'birth-date-impossible'))
  const arrived = person.arrivedInBelgium?.value
  if (arrived !== undefined && arrived > now.toISOString())
    faults.push(rule('/person/arrivedInBelgium/value', 'in-the-future'))
  if (person.accessNeeds?.length && !consent.scopes.includes('sensitive_support'))
    faults.push(rule('/person/accessNeeds', 'support-not-agreed'))
  return [...faults, ...faultsOfContact(person.contact, '/person/contact')]
}

/** The preferred way needs what it goes by. */
export function faultsOfContact(contact: ReferredContact, pointer: string): ProblemDetail[] {
  const { preference } = contact
  return (preference === 'phone' || preference === 'email') && !contact[preference]
    ? [rule(`${pointer}/${preference}`, 'nobody-to-reach')]
    : []
}

const unreached = (pointer: string, contact: ReferrerContact): ProblemDetail[] =>
  !contact.email && !contact.phone ? [rule(`${pointer}/email`, 'nobody-to-reach')] : []

/** One refusal that carries all faults; its code is that of the first. */
export function refusalOf(faults: readonly ProblemDetail[]): ApiProblem {
  const first = faults[0]?.code as ProblemCode | undefined
  return problem(first ?? 'rule-broken', { errors: faults })
}
