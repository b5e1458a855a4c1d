import { problem, problems } from '@interra/contracts'

/** Where a reader of the feed stands: behind this row of this transaction, as this server counts them. */
export interface Position {
  readonly origin: string
  readonly transaction: string
  readonly id: string
}
/** What `updatedSince` says: the cursor of the last answer, or an instant to begin at. */
export type Since = { readonly position: Position } | { readonly instant: Date }

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const instant = /^(19|20|21)\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/

/** Throws `validation-failed` for what is neither an instant nor a cursor of ours. */
export function readSince(written: string, name: string): Since {
  if (instant.test(written) && !Number.isNaN(Date.parse(written))) return { instant: new Date(written) }
  const [origin, transaction, id, ...more] = Buffer.from(written, 'base64url').toString().split(' ')
  if (more.length === 0 && uuid.test(origin ?? '') && /^\d{1,19}$/.test(transaction ?? '') && uuid.test(id ?? ''))
    return { position: { origin: origin ?? '', transaction: transaction ?? '', id: id ?? '' } }
  throw problem('validation-failed', {
    errors: [{ pointer: `/query/${name}`, code: 'cursor', message: problems['validation-failed'].title }],
  })
}

export function writeSince({ origin, transaction, id }: Position): string {
  return Buffer.from(`${origin} ${transaction} ${id}`).toString('base64url')
}
