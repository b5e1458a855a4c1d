import type { consentRoutes } from '@interra/contracts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { fileAct } from './facts.handlers.ts'
import { endConsent, readConsent, saveConsents } from './facts.store.ts'

export const consentHandlers = (deps: Deps): Handlers<typeof consentRoutes> => {
  const act = fileAct(deps)
  return {
    recordConsent: (call) =>
      act(call, 'consent.recorded', async (db, file) => {
        const [id = ''] = await saveConsents(db, file, [call.body], () => '')
        return readConsent(db, id)
      }),

    withdrawConsent: (call) =>
      act(call, 'consent.withdrawn', async (db, file) => {
        const { consentId } = call.params
        await endConsent(db, file, consentId)
        return readConsent(db, consentId)
      }),
  }
}
