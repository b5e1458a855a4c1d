import { newId } from '../src/platform/ids.ts'
import type { ApiClient } from './client.ts'
import type { Api } from './harness.ts'

type Row = Readonly<Record<string, unknown>>
interface Given {
  readonly skill?: string | null
  readonly level?: string | null
  readonly agreed?: boolean | null
  readonly person?: Row
}

/** Employers with needs, and members who fit them, as the service makes them. `skillIds`: the words of the list. */
export async function employerSteps(t: Api, client: ApiClient) {
  const terms = await t.sql<{ id: string }>(
    `select id from taxonomy_term where site_id = $1 and taxonomy = 'workshop_category' order by position`,
    [t.sites.liege],
  )
  const skillIds = terms.map(({ id }) => id)
  const [baking = ''] = skillIds
  const addEmployer = (name = 'Boulangerie du Pont') =>
    client.addEmployer({ body: { siteId: t.sites.liege, name, contactName: 'Ines Roy', email: 'ines@example.org' } })
  const addNeed = async (more: Row = {}) => {
    const { id: employerId } = await addEmployer()
    const asked = { skillIds: [baking], languages: [{ language: 'fr', level: 'A2' as const }] }
    const body = { kind: 'job' as const, title: 'Aide en boulangerie', ...asked, ...more }
    return client.addEmployerNeed({ params: { employerId }, body })
  }
  const agree = (personId: string, given = true) =>
    client.recordConsent({
      params: { personId },
      body: { purpose: 'employer_introduction', given, textVersion: '2026-11', language: 'fr', channel: 'paper' },
    })
  const member = async ({ skill = baking, level = 'B1', agreed = true, person = {} }: Given = {}) => {
    const { id, site_id } = await t.given.person(person)
    const about = (table: string, row: Row) => t.insert(table, { id: newId(), site_id, person_id: id, ...row })
    if (skill !== null) await about('person_interest', { kind: 'skill', label: 'Pain', category_term_id: skill })
    if (level !== null)
      await about('language_record', { language: 'fr', level, assessed_by: 'staff', assessed_on: '2026-01-01' })
    if (agreed !== null) await agree(id, agreed)
    return id
  }
  return { skillIds, addEmployer, addNeed, agree, member }
}
