import type { PolicyDecision, SessionInfo, Site, Term } from '@interra/contracts'
import { useTranslation } from 'react-i18next'
import { useLabel } from '../../lib/choices.ts'
import { useAct } from '../../lib/query.ts'
import { offerUndo, say } from '../../ui/undo-bar.tsx'

/** Whether somebody decides for the whole association. */
export function administersAll({ grants }: Pick<SessionInfo, 'grants'>): boolean {
  return grants.some(({ role, siteId, programme }) => role === 'admin' && siteId === null && programme === null)
}

const termInput = (siteId: string, { id, version }: Term) => ({ params: { siteId, termId: id }, ifMatch: version })

/** Moving a word of a list; moving it back is the way to undo. `done` runs once the list shows it there. */
export function useMoveTerm(siteId: string): (term: Term, position: number, done: () => void) => void {
  const { t } = useTranslation('sites')
  const label = useLabel()
  const change = useAct('changeTerm', { stale: ['listTerms'] })
  return (term, position, done) => {
    if (change.isPending) return
    change.mutate(
      { ...termInput(siteId, term), body: { position } },
      {
        onSuccess: (moved) => {
          say(t('done.moved', { word: label(moved.labels), place: moved.position }))
          done()
        },
      },
    )
  }
}

/** No longer offering a word, and offering it again: each takes the other back. */
export function useTermEnd(siteId: string): {
  end: (term: Term, today: string) => void
  bringBack: (term: Term) => void
} {
  const { t } = useTranslation('sites')
  const label = useLabel()
  const change = useAct('changeTerm', { stale: ['listTerms'] })
  const bringBack = (term: Term) =>
    change.mutate(
      { ...termInput(siteId, term), body: { endsOn: null } },
      { onSuccess: (back) => say(t('done.wordBack', { word: label(back.labels) })) },
    )
  const end = (term: Term, today: string) =>
    change.mutate(
      { ...termInput(siteId, term), body: { endsOn: today } },
      {
        onSuccess: (ended) => offerUndo(t('done.wordEnded', { word: label(ended.labels) }), () => bringBack(ended)),
      },
    )
  return { end, bringBack }
}

/** Taking back a decision that is not in force yet. */
export function useWithdrawal(siteId: string): (decision: PolicyDecision) => void {
  const { t } = useTranslation('sites')
  const withdraw = useAct('withdrawPolicy', { stale: ['listPolicies'] })
  return ({ id }) =>
    withdraw.mutate({ params: { siteId, policyId: id } }, { onSuccess: () => say(t('done.withdrawn')) })
}

/** Saying that a site stays open after all. */
export function useReopening(): (site: Site) => void {
  const { t } = useTranslation('sites')
  const reopen = useAct('reopenSite', { stale: ['listSites', 'getSite'] })
  return ({ id, version }) =>
    reopen.mutate(
      { params: { siteId: id }, ifMatch: version },
      { onSuccess: ({ name }) => say(t('done.reopened', { name })) },
    )
}
