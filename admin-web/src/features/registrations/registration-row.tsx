import type { Registration } from '@interra/contracts'
import { Button, CloseButton, Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useDates } from '../../lib/use-dates.ts'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { stateTones, useRegistrationWords } from './registration-words.ts'
import css from '../../ui/row-list.module.css'
import type { OfferActs } from './registrations.queries.ts'

interface RegistrationRowProps {
  registration: Registration
  mayChange: boolean
  offers: OfferActs
  /** Asks who wants it cancelled. */
  leave: () => void
}

export function RegistrationRow({ registration, mayChange, offers, leave }: RegistrationRowProps) {
  const { t } = useTranslation('registrations')
  const words = useRegistrationWords()
  const { status, position, statusReason } = registration
  const live = status === 'confirmed' || status === 'waitlisted' || status === 'offered'
  const name = words.name(registration)
  return (
    <li data-registration={registration.id}>
      {position !== null && <span className={css['place']}>{t('position', { position })}</span>}
      <div className={css['who']}>
        {name}
        <Text size="sm" c="dimmed">
          {[words.author(registration), statusReason].filter(Boolean).join(' · ')}
        </Text>
      </div>
      {!live && <StatusBadge tone={stateTones[status]}>{t(`states.${status}`)}</StatusBadge>}
      {status === 'offered' && <Offer registration={registration} mayChange={mayChange} offers={offers} />}
      {live && status !== 'offered' && mayChange && (
        <CloseButton size={44} iconSize={18} aria-label={t('cancelOf', { name })} onClick={leave} />
      )}
    </li>
  )
}

/** A place that waits for an answer: until when, and the answer. */
function Offer({ registration, mayChange, offers }: Omit<RegistrationRowProps, 'leave'>) {
  const { t } = useTranslation('registrations')
  const dates = useDates()
  const { offeredUntil } = registration
  return (
    <Group gap="xs">
      {offeredUntil !== null && (
        <StatusBadge tone="warn">
          {t('until', { day: dates.dayOf(offeredUntil, 'short'), time: dates.time(offeredUntil) })}
        </StatusBadge>
      )}
      {mayChange && (
        <>
          <Button variant="light" h={44} loading={offers.busy} onClick={() => offers.accept(registration)}>
            {t('accept')}
          </Button>
          <Button variant="default" h={44} loading={offers.busy} onClick={() => offers.decline(registration)}>
            {t('decline')}
          </Button>
        </>
      )}
    </Group>
  )
}
