import { sides, type Duo } from '@interra/contracts'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../lib/query.ts'
import { offerUndo, say } from '../../ui/undo-bar.tsx'
import { staleDuos } from './duos.queries.ts'
import { useAnd } from './use-words.ts'

/** Says that a duo is proposed and whom no e-mail reaches, and offers to take the proposal back. */
export function useProposed(): (duo: Duo) => void {
  const { t } = useTranslation('duos')
  const and = useAnd()
  const retract = useAct('retractDuo', { stale: staleDuos, done: () => say(t('duoDone.retract')) })
  return (duo) => {
    const { toTell } = duo
    const names = sides.filter((side) => toTell?.includes(side)).map((side) => duo[side].person.name ?? '')
    const pair = t('pair', { newcomer: duo.newcomer.person.name ?? '', local: duo.local.person.name ?? '' })
    const reached = toTell === undefined ? t('proposedOnly', { pair }) : t('proposed', { pair })
    const words = names.length === 0 ? reached : t('proposedToTell', { pair, names: and(names) })
    offerUndo(words, () => retract.mutate({ params: { duoId: duo.id }, ifMatch: duo.version }))
  }
}
