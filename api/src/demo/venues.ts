import type { Db } from '../platform/db/database.ts'
import { newId } from '../platform/ids.ts'
import { insertRows } from './rows.ts'

export interface DemoRoom {
  readonly id: string
  readonly capacity: number
}

const venues = [
  { name: 'Café des Remparts', types: ['venue'], address: 'Rue imaginaire 12', rooms: [['Arrière-salle', 14]] },
  {
    name: 'Maison de jeunes L’Escale',
    types: ['youth_house', 'venue'],
    address: 'Quai imaginaire 3',
    rooms: [
      ['Grande salle', 30],
      ['Cuisine', 12],
    ],
  },
  {
    name: 'Centre culturel Les Passerelles',
    types: ['venue'],
    address: 'Place imaginaire 1',
    rooms: [
      ['Studio', 20],
      ['Salle des fêtes', 80],
    ],
  },
] as const
const referrers = [
  { name: 'CPAS de Rivage', types: ['cpas'] },
  { name: 'Centre de français Parole', types: ['fle_centre'] },
  { name: 'Centre d’accueil Les Tilleuls', types: ['reception_centre'] },
] as const

/** Partners that exist nowhere: venues with their rooms, and referrers. */
export async function openVenues(db: Db, siteId: string, count: number): Promise<DemoRoom[]> {
  const chosen = venues.slice(0, count).map((venue) => ({ ...venue, id: newId(), partnerId: newId() }))
  const partner = (id: string, name: string, types: readonly string[]) => ({
    id,
    site_id: siteId,
    name,
    types,
    email: `${name
      .toLowerCase()
      .normalize('NFD')
      .replace(/[^a-z]+/g, '-')}@demo.interra.test`,
  })
  await insertRows(db, 'partner', [
    ...chosen.map(({ partnerId, name, types }) => partner(partnerId, name, types)),
    ...referrers.map(({ name, types }) => partner(newId(), name, types)),
  ])
  await insertRows(
    db,
    'venue',
    chosen.map(({ id, partnerId, name, address }, index) => ({
      id,
      site_id: siteId,
      partner_id: partnerId,
      name,
      address,
      cost_note: index === 0 ? 'Gratuit, une consommation par personne' : null,
    })),
  )
  const rooms = chosen.flatMap(({ id, rooms }) =>
    rooms.map(([name, capacity], index) => {
      const step_free = [true, null, false][index % 3]
      return { id: newId(), site_id: siteId, venue_id: id, name, capacity, step_free }
    }),
  )
  await insertRows(db, 'room', rooms)
  return rooms.map(({ id, capacity }) => ({ id, capacity }))
}
