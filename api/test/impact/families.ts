import { asked, duo, inc, incOutcomes, indicators, ref, tie, type Indicator } from '@interra/contracts'
import { itemsOf as actItems, tables as actTables } from './act.items.ts'
import { liveInteract } from './act.world.ts'
import { askedItems } from './asked.items.ts'
import { askedTables } from './asked.rows.ts'
import { liveAsked } from './asked.world.ts'
import { autItems } from './aut.items.ts'
import { duoItems, duoTables } from './duo.items.ts'
import { liveInDuos } from './duo.world.ts'
import { incItems, incTables } from './inc.items.ts'
import { incOutcomeItems } from './inc-outcomes.items.ts'
import { liveInterlab } from './inc.world.ts'
import { practiceItems, practiceTables } from './practice.items.ts'
import { livePractice } from './practice.world.ts'
import { refItems, refTables } from './ref.items.ts'
import { liveReferrals } from './ref.world.ts'
import { tieItems, tieTables } from './tie.items.ts'
import { liveTogether } from './tie.world.ts'
import type { Item } from './oracle.ts'
import type { Association } from './people.world.ts'

/** Indicators with the world in which they are counted, and the naive way to count them. */
export interface Family {
  readonly name: string
  readonly of: readonly Indicator[]
  readonly tables: readonly string[]
  readonly live: (db: never, association: Association) => Promise<void>
  readonly itemsOf: Readonly<Record<string, (asked: never) => readonly Item[]>>
  /** Tables filled without their rules. */
  readonly bare?: readonly string[]
}

const own = (ids: object) => indicators.filter(({ id }) => id in ids)
const duos = ['duo', 'candidacy', 'duo_meeting']
export const families: readonly Family[] = [
  {
    name: 'workshops',
    of: own({ ...actItems, ...autItems }),
    tables: actTables,
    live: liveInteract,
    itemsOf: { ...actItems, ...autItems },
  },
  { name: 'duos', of: duo, tables: duoTables, live: liveInDuos, itemsOf: duoItems, bare: [...duos, 'check_in'] },
  {
    name: 'InterLab',
    of: [...inc, ...incOutcomes],
    tables: incTables,
    live: liveInterlab,
    itemsOf: { ...incItems, ...incOutcomeItems },
    bare: ['jury_decision'],
  },
  {
    name: 'referrals',
    of: ref,
    tables: refTables,
    live: liveReferrals,
    itemsOf: refItems,
    bare: [...duos, 'introduction', 'enrolment'],
  },
  {
    name: 'practice',
    of: own(practiceItems),
    tables: practiceTables,
    live: livePractice,
    itemsOf: practiceItems,
    bare: duos,
  },
  { name: 'answers', of: asked, tables: askedTables, live: liveAsked, itemsOf: askedItems },
  { name: 'links', of: tie, tables: tieTables, live: liveTogether, itemsOf: tieItems, bare: duos },
]
