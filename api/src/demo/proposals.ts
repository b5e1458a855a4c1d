import type { Db } from '../platform/db/database.ts'
import { newId } from '../platform/ids.ts'
import type { DemoPerson } from './people.ts'
import { daysAfter, insertRows } from './rows.ts'
import type { Season } from './season.ts'

const ideas = [
  { title: 'Broderie de mon village', category: 'art', status: 'submitted', age: 2, needs: ['material'] },
  { title: 'Initiation au cricket', category: 'sport', status: 'submitted', age: 6, needs: ['room', 'material'] },
  { title: 'Contes à voix haute', category: 'socio_cultural', status: 'accompanied', age: 18, needs: ['room'] },
  { title: 'Oud et darbouka', category: 'music', status: 'accompanied', age: 25, needs: ['room', 'public'] },
  { title: 'Pain au levain', category: 'cooking', status: 'ready', age: 40, needs: [] },
  { title: 'Danse traditionnelle', category: 'art', status: 'on_hold', age: 55, needs: ['room'] },
] as const
const steps = ['receive', 'train', 'commit', 'venue', 'schedule', 'promote', 'first_sessions', 'evaluate'] as const
const doneBy: Readonly<Record<(typeof ideas)[number]['status'], number>> = {
  submitted: 0,
  accompanied: 2,
  on_hold: 2,
  ready: 4,
}
const needWords = {
  room: 'Une salle le soir',
  material: 'Du matériel pour dix',
  public: 'Des personnes qui débutent',
} as const

/** Proposals at each stage, each with its host and its steps. */
export async function receiveProposals(db: Db, season: Season, hosts: readonly DemoPerson[]): Promise<void> {
  const { siteId, today, staffId } = season
  for (const [index, idea] of ideas.entries()) {
    const id = newId()
    const receivedOn = daysAfter(today, -idea.age)
    const done = doneBy[idea.status]
    await insertRows(db, 'proposal', [
      {
        id,
        site_id: siteId,
        status: idea.status,
        title: idea.title,
        languages: ['fr'],
        owner_account_id: staffId,
        category_term_id: season.categories.get(idea.category) ?? null,
        received_on: receivedOn,
        status_since: `${daysAfter(receivedOn, 5 * done)}T10:00:00Z`,
        submitted_at: `${receivedOn}T10:00:00Z`,
        created_by: staffId,
        status_reason: idea.status === 'on_hold' ? 'En attente du retour de voyage de la personne' : null,
      },
    ])
    const host = hosts[index]
    if (host)
      await insertRows(db, 'proposal_host', [
        { id: newId(), site_id: siteId, proposal_id: id, person_id: host.id, part: 'lead' },
      ])
    await insertRows(
      db,
      'proposal_step',
      steps.map((step, rank) => ({
        id: newId(),
        site_id: siteId,
        proposal_id: id,
        step,
        state: rank < done ? 'done' : 'todo',
        owner_account_id: staffId,
        due_on: rank < done ? daysAfter(receivedOn, 7 * (rank + 1)) : null,
        done_on: rank < done ? daysAfter(receivedOn, 5 * (rank + 1)) : null,
        minutes: rank < done ? 45 : 0,
      })),
    )
    await insertRows(
      db,
      'proposal_need',
      idea.needs.map((kind) => ({
        id: newId(),
        site_id: siteId,
        proposal_id: id,
        kind,
        description: needWords[kind],
      })),
    )
  }
}
