import type { FigureCell, FigureTable, IndicatorEntry } from '@interra/contracts'
import { useSearch } from '@tanstack/react-router'
import { useCan } from '../../lib/session.ts'
import { TextLink } from '../../ui/links.tsx'

interface Props {
  readonly entry: IndicatorEntry
  readonly table: FigureTable
  readonly cell: FigureCell
  readonly text: string
  /** Whether the text stays where there is nothing to open. */
  readonly keep?: boolean
}

/** From a cell to the records behind it, for those who may open them. */
export function RecordsLink({
  entry: { id, kind, unit },
  table,
  cell: { from, to, codes, figure },
  text,
  keep,
}: Props) {
  const can = useCan()
  // pairs of people are never listed
  const isCounted = unit !== 'PAIR' && (kind === 'count' || kind === 'sum' || kind === 'weekly')
  // records are those of everything that is counted, not of one funder
  const { funder } = useSearch({ strict: false })
  const isOpen =
    funder === undefined && table.level === 'internal_case' && can('listFigureRecords') && (figure.n ?? 0) > 0
  if (!isCounted || !isOpen) return keep === true ? text : null
  const [by, and] = table.by
  const [code, andCode] = codes
  const [site] = table.siteIds
  const search = {
    from,
    to,
    ...(table.siteIds.length === 1 && { site }),
    ...(by && { by, ...(typeof code === 'string' && { code }) }),
    ...(and && { and, ...(typeof andCode === 'string' && { andCode }) }),
  }
  return (
    <TextLink to="/figures/$indicatorId/records" params={{ indicatorId: id }} search={search}>
      {text}
    </TextLink>
  )
}
