import type { Breakdown, FigureCell, Indicator } from '@interra/contracts'

/** Figures of what people say: meant for both groups with equal weight (mission, two-way impact). */
const isTwoWay = ({ id, by }: Indicator) => /^(LNK|CNF)-/.test(id) && by.includes('group')

/**
 * Marks the cells of a figure that is told by group alone, in which one of the two sides has no value: a report with one side
 * missing is incomplete. What is hidden counts as missing, so that the mark tells nothing more than the cells.
 */
export function markOneSided(
  indicator: Indicator,
  by: readonly Breakdown[],
  cells: readonly FigureCell[],
): FigureCell[] {
  if (!isTwoWay(indicator) || by.length !== 1 || by[0] !== 'group') return [...cells]
  const hasBoth = (from: string) =>
    ['newcomer', 'local'].every((side) =>
      cells.some((cell) => cell.from === from && cell.codes[0] === side && cell.figure.value !== null),
    )
  return cells.map((cell) =>
    hasBoth(cell.from)
      ? cell
      : { ...cell, figure: { ...cell.figure, flags: [...cell.figure.flags, 'one_side_missing'] } },
  )
}
