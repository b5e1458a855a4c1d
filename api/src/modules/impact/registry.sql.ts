import { gates, indicators, type GateId, type Indicator, type IndicatorId } from '@interra/contracts'
import { actFacts } from './facts/act.sql.ts'
import { askedFacts } from './facts/asked.sql.ts'
import { autFacts } from './facts/aut.sql.ts'
import { duoFacts } from './facts/duo.sql.ts'
import type { Facts } from './facts/facts.ts'
import { incOutcomeFacts } from './facts/inc-outcomes.sql.ts'
import { incFacts } from './facts/inc.sql.ts'
import { lngFacts } from './facts/lng.sql.ts'
import { lnkFacts } from './facts/lnk.sql.ts'
import { mixFacts } from './facts/mix.sql.ts'
import { qltFacts } from './facts/qlt.sql.ts'
import { refFacts } from './facts/ref.sql.ts'
import { tieFacts } from './facts/tie.sql.ts'
import { trnFacts } from './facts/trn.sql.ts'

/** The facts of each indicator and of each quality gate: one text, whoever asks. */
const facts: Readonly<Record<IndicatorId | GateId, Facts>> = {
  ...actFacts,
  ...askedFacts,
  ...lngFacts,
  ...lnkFacts,
  ...trnFacts,
  ...mixFacts,
  ...autFacts,
  ...incFacts,
  ...incOutcomeFacts,
  ...refFacts,
  ...duoFacts,
  ...tieFacts,
  ...qltFacts,
}

/** An indicator, or a quality gate, with its facts; undefined for an id that is neither. */
export function indicatorWith(id: string): { readonly indicator: Indicator; readonly facts: Facts } | undefined {
  const indicator = [...indicators, ...gates].find((one) => one.id === id)
  return indicator && { indicator, facts: facts[indicator.id] }
}
