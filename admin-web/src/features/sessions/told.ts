import type { ChangedSession } from '@interra/contracts'

/** Who was told of a change, and who has to be phoned. */
export type Told = Pick<ChangedSession, 'messages' | 'toPhone'>
