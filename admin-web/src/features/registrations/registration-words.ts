import type { Registration, RegistrationState } from '@interra/contracts'
import { useTranslation } from 'react-i18next'
import { nameOf } from '../../lib/person-name.ts'
import type { Tone } from '../../ui/palette.ts'

export const stateTones: Readonly<Record<RegistrationState, Tone>> = {
  requested: 'info',
  confirmed: 'good',
  waitlisted: 'neutral',
  offered: 'accent',
  declined: 'neutral',
  expired: 'neutral',
  refused: 'bad',
  cancelled_by_person: 'neutral',
  cancelled_by_org: 'bad',
}

/** Who is registered, as far as one may read it; and who registered them. */
export function useRegistrationWords() {
  const { t } = useTranslation('registrations')
  return {
    name: ({ person }: Registration) => nameOf(person) || t('unnamed'),
    author: ({ author: { kind, name, partner } }: Registration) =>
      t(`author.${kind === 'partner' && !partner ? 'staff' : kind}`, {
        name: name ?? t('somebody'),
        partner: partner ?? '',
      }),
  }
}
