import type { ToTell, WaitingItem } from '@interra/contracts'
import { Button, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../lib/query.ts'
import { Icon } from '../../ui/icons.tsx'
import { say } from '../../ui/undo-bar.tsx'
import css from './today.module.css'

interface ToTellRowProps {
  readonly item: WaitingItem
  readonly person: ToTell
}

const messages = [
  'session-moved',
  'session-cancelled',
  'place-offered',
  'duo-proposed',
  'duo-accepted',
  'duo-closed',
  'duo-started',
  'duo-check-in',
  'duo-still-in-touch',
  'application-decision',
  'referral-person',
] as const

/** Somebody whom no e-mail reaches: what they have to hear, which way they asked for, and a button once they know. */
export function ToTellRow({ item, person }: ToTellRowProps) {
  const { t } = useTranslation('today')
  const told = useAct('noteTold', { stale: ['getToday', 'getDuo'] })
  const name = person.name ?? t('toTell.somebody')
  const message = messages.find((kind) => kind === item.detail)
  const what = message === undefined ? t('toTell.message') : t(`toTell.messages.${message}`)
  return (
    <div className={css['line']} data-kind={item.kind}>
      <Icon name="phone" />
      <span className={css['words']}>
        {person.personId === null ? (
          <span className={css['title']}>{name}</span>
        ) : (
          <Link to="/people/$personId" params={{ personId: person.personId }} className={css['title']}>
            {name}
          </Link>
        )}
        <Text span size="sm" c="dimmed">
          {[what, item.title, wayOf(t, person)].filter(Boolean).join(' · ')}
        </Text>
      </span>
      <Button
        variant="default"
        size="compact-sm"
        loading={told.isPending}
        aria-label={t('toTell.doneFor', { name })}
        onClick={() =>
          told.mutate({ params: { messageId: item.entityId } }, { onSuccess: () => say(t('toTell.noted', { name })) })
        }
      >
        {t('toTell.done')}
      </Button>
    </div>
  )
}

function wayOf(t: ReturnType<typeof useTranslation<'today'>>['t'], { channel, through, phone }: ToTell): string {
  if (channel === 'through_referrer') return through ? t('toTell.through', { through }) : t('toTell.referrer')
  return phone ? t('toTell.phone', { phone }) : t('toTell.otherwise')
}
