import { problem } from '@interra/contracts'
import type { Actor } from '../../platform/http/context.ts'

/** The account and session of whoever calls a route for people; a machine has neither. */
export function signedIn(actor: Actor): { readonly accountId: string; readonly sessionId: string } {
  const { accountId, sessionId } = actor
  if (accountId === null || sessionId === null) throw problem('not-signed-in')
  return { accountId, sessionId }
}
