import type { PublishCondition, Workshop, WorkshopHost } from '@interra/contracts'
import { useTranslation } from 'react-i18next'

/** A condition in words: what it asks for, and what exactly is missing here. */
export function useConditionWords(workshop: Workshop) {
  const { t, i18n } = useTranslation('workshops')
  const list = new Intl.ListFormat(i18n.language)
  const who = (lacking: (host: WorkshopHost) => boolean) => {
    const names = workshop.hosts.filter(lacking).flatMap(({ person }) => person.name ?? [])
    return names.length > 0 ? list.format(names) : t('conditions.hosts')
  }
  const { planned, staffed } = workshop.firstSessions
  const missing: Readonly<Record<PublishCondition, string>> = {
    category_chosen: t('conditions.category_chosen.missing'),
    host_named: t('conditions.host_named.missing'),
    host_trained: t('conditions.host_trained.missing', { names: who(({ trained }) => !trained) }),
    commitment_signed: t('conditions.commitment_signed.missing', {
      names: who(({ commitment }) => commitment === null),
    }),
    room_confirmed: workshop.room
      ? t('conditions.room_confirmed.unconfirmed', { venue: workshop.room.venueName })
      : t('conditions.room_confirmed.missing'),
    first_sessions_staffed:
      planned === 0
        ? t('conditions.first_sessions_staffed.missing')
        : t('conditions.first_sessions_staffed.some', { count: planned - staffed }),
  }
  return (condition: PublishCondition) => ({ asked: t(`conditions.${condition}.asked`), missing: missing[condition] })
}
