import { act } from './indicators/act.ts'
import { asked } from './indicators/asked.ts'
import { aut } from './indicators/aut.ts'
import { duo } from './indicators/duo.ts'
import { incOutcomes } from './indicators/inc-outcomes.ts'
import { inc } from './indicators/inc.ts'
import { lng } from './indicators/lng.ts'
import { lnk } from './indicators/lnk.ts'
import { mix } from './indicators/mix.ts'
import { ref } from './indicators/ref.ts'
import { tie } from './indicators/tie.ts'
import { trn } from './indicators/trn.ts'

export { asked } from './indicators/asked.ts'
export * from './indicators/indicator.ts'
export { duo } from './indicators/duo.ts'
export { incOutcomes } from './indicators/inc-outcomes.ts'
export { lng } from './indicators/lng.ts'
export { gates } from './indicators/qlt.ts'
export { ref } from './indicators/ref.ts'
export { tie } from './indicators/tie.ts'
export { inc } from './indicators/inc.ts'

/**
 * One definition per figure (decisions 7): screens, API and exports read this registry. Ids and formulas are those of the
 * domain reference 3.3; periods are half-open local dates [from, to).
 */
export const indicators = [
  ...act,
  ...mix,
  ...aut,
  ...asked,
  ...lng,
  ...lnk,
  ...trn,
  ...inc,
  ...incOutcomes,
  ...ref,
  ...duo,
  ...tie,
] as const
