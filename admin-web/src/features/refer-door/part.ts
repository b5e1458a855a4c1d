import type { DoorLocale } from '../../lib/door-language.ts'
import type { Draft, Field } from './draft.ts'

export interface PartProps {
  draft: Draft
  locale: DoorLocale
  write: (change: Partial<Draft>) => void
  /** What is wrong with a field. */
  fault: (field: Field) => string | undefined
}
export const placeOf = (field: Field) => `field-${field}`
