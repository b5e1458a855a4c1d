import {
  amifByHand,
  broken,
  esfByHand,
  problem,
  type EsfParticipant,
  type europeanFundRoutes,
  type ThirdCountryReading,
} from '@interra/contracts'
import { recordAudit } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { stream, type Actor, type Handlers, type Scope } from '../../platform/http/context.ts'
import { dayIn, homeTimeZone } from '../../platform/local-day.ts'
import { requireEveryProgramme } from '../impact/programmes.ts'
import { csvLines } from '../reporting/figure-rows.ts'
import { amifFaults, amifGaps, amifLines, type Supported } from './amif.ts'
import { esfFaults, esfGaps, esfLines, judged, type Entrant } from './esf.ts'
import { amifSql, esfSql } from './european-funds.sql.ts'

interface Call {
  readonly query: {
    readonly site: string
    readonly from: string
    readonly to: string
    readonly reading?: ThirdCountryReading
  }
  readonly actor: Actor
  readonly scope: Scope
}

export const europeanFundHandlers = ({ database, clock }: Deps): Handlers<typeof europeanFundRoutes> => {
  /** What is asked, by whoever works in every programme of the site; each question is in the audit trail. */
  const ask = async <R>(
    { query, actor, scope }: Call,
    pack: 'esf' | 'amif',
    read: (db: Db, values: readonly unknown[]) => Promise<R[]>,
  ) => {
    const { site, from, to, reading = 'literal' } = query
    if (from >= to) throw broken('rule-broken', '/query/to', { rule: 'before-start' })
    if (!scope.filterSites.includes(site)) throw problem('not-found')
    requireEveryProgramme(actor, { filterSites: [site] })
    const now = clock.now()
    const today = dayIn(homeTimeZone, now)
    const values = [[site], from, to, today, reading]
    const rows = await database.report(scope, (db) => read(db, values))
    await database.write(scope, (db) =>
      recordAudit(db, { act: `${pack}.read`, siteId: site, entity: 'site', entityId: site, reason: `${from}/${to}` }),
    )
    return { rows, today, about: { siteId: site, from, to, reading, asOf: now.toISOString() } }
  }
  const participants = async (call: Call) => {
    const { rows, today, about } = await ask(call, 'esf', (db, values) =>
      db.hot<Entrant & Record<string, unknown>>(esfSql, values),
    )
    return { people: rows.map(judged), today, about }
  }

  return {
    getEsfPack: async (call) => {
      const { people, today, about } = await participants(call)
      const lines = esfLines(people)
      const findings = [...esfGaps(people, today), ...esfFaults(lines)]
      const incomplete = people.filter(({ missing }) => missing.length > 0)
      return { ...about, entries: people.length, lines, byHand: [...esfByHand], findings, incomplete }
    },

    exportEsfParticipants: async (call) => {
      const { people, about } = await participants(call)
      const complete = people.filter(({ missing }) => missing.length === 0)
      const name = `interra-esf-${about.from}-${about.to}.csv`
      return stream(csvLines(columns, complete.map(lineOf), ','), 'text/csv', name)
    },

    getAmifPack: async (call) => {
      const { rows, about } = await ask(call, 'amif', (db, values) =>
        db.hot<Supported & Record<string, unknown>>(amifSql, values),
      )
      const lines = amifLines(rows)
      return { ...about, lines, byHand: [...amifByHand], findings: [...amifGaps(rows), ...amifFaults(lines)] }
    },
  }
}

const columns = [
  'participant',
  'gender',
  'age_at_entry',
  'employment_at_entry',
  'schooling_at_entry',
  'third_country_national',
  'entered_on',
  'left_on',
  'in_training_on_leaving',
  'in_employment_on_leaving',
  'in_employment_after_6_months',
]

const yesNo = (answer: boolean | null | undefined) => (typeof answer === 'boolean' ? (answer ? 'yes' : 'no') : '')

const lineOf = (one: EsfParticipant, index: number): string[] => [
  String(index + 1),
  one.gender ?? '',
  String(one.age ?? ''),
  one.employment ?? '',
  one.schooling ?? '',
  yesNo(one.isThirdCountry),
  one.enteredOn,
  one.leftOn ?? '',
  yesNo(one.inTraining),
  yesNo(one.inEmployment),
  yesNo(one.inEmploymentLater),
]
