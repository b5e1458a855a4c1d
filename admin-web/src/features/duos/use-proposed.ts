import { sides, type Duo } from '@interra/contracts'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../lib/query.ts'
import { offerUndo, say } from '../../ui/undo-bar.tsx'
import { staleDuos } from './duos.queries.ts'
import { askToTell } from './to-tell.ts'
import { useAnd } from './use-words.ts'

/** Says that a duo is proposed and whom no e-mail reaches, and offers to take the proposal back. */
export function useProposed(): (duo: Duo) => void {
  const { t } = useTranslation('duos')
  const and = useAnd()
  const retract = useAct('retractDuo', { stale: staleDuos, done: () => say(t('duoDone.retract')) })
  const tell = async (duo: Duo) => {
    const persons = await askToTell(duo.siteId)
    const names = sides.map((side) => duo[side].person).filter(({ personId }) => persons.has(personId))
    const pair = t('pair', { newcomer: duo.newcomer.person.name ?? '', local: duo.local.person.name ?? '' })
    const words =
      names.length === 0
        ? t('proposed', { pair })
        : t('proposedToTell', { pair, names: and(names.map(({ name }) => name ?? '')) })
    offerUndo(words, () => retract.mutate({ params: { duoId: duo.id }, ifMatch: duo.version }))
  }
  return (duo) => void tell(duo)
}
