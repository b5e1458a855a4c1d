import type { InterlabFunnel } from '@interra/contracts'
import { hiddenInTable } from '../../platform/hidden-in-table.ts'

export interface DecidedOf {
  readonly gender: InterlabFunnel['admission'][number]['gender']
  readonly decided: number
  readonly admitted: number
}
/** A rate rests on this many people (domain reference 3.5). */
const enoughRecords = 10

/** Admission by gender: where few were decided, admitted or not, nothing is told, nor what would tell it by subtraction. */
export function admissionOf(counted: readonly DecidedOf[], k: number): InterlabFunnel['admission'] {
  const outcomes = hiddenInTable(
    {
      rows: [counted.map(({ admitted }) => admitted), counted.map(({ decided, admitted }) => decided - admitted)],
      columnTotals: true,
    },
    k,
  )
  const all = hiddenInTable({ rows: [counted.map(({ decided }) => decided)], columnTotals: false }, k)
  return counted.map(({ gender, decided, admitted }, column) =>
    outcomes.cell(0, column) || outcomes.cell(1, column) || all.cell(0, column)
      ? { gender, decided: null, admitted: null, rate: null, suppressed: true }
      : { gender, decided, admitted, rate: decided < enoughRecords ? null : admitted / decided, suppressed: false },
  )
}
