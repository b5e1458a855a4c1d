import { openDuoStates, type DuoInvitation } from '@interra/contracts'
import { Button, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../ui/icons.tsx'
import { Notice } from '../../ui/notice.tsx'
import css from './duo-door.module.css'
import { useDoorWords } from './door-words.ts'
import type { useLink } from './use-link.ts'

export interface PartProps {
  invitation: DuoInvitation
  link: ReturnType<typeof useLink>
}

/** A proposal: who, what the two share, when; and two big buttons. */
export function AnswerPart({ invitation, link }: PartProps) {
  const open = openDuoStates.some((state) => state === invitation.status)
  if (!open || invitation.accepted) return <After invitation={invitation} />
  return <Question invitation={invitation} link={link} />
}

function Question({ invitation, link }: PartProps) {
  const { t } = useTranslation('duo-door')
  const words = useDoorWords()
  const [declining, setDeclining] = useState(false)
  const { otherFirstName: name, weeks, expiresAt } = invitation
  return (
    <Stack gap="md">
      <Text size="lg">{t('answer.lead', { name })}</Text>
      <ul className={css['shared']}>
        {words.shared(invitation).map((line) => (
          <li key={line}>
            <Icon name="check" size={18} /> {line}
          </li>
        ))}
      </ul>
      <Text>{t('answer.what', { weeks })}</Text>
      {link.hindered !== null && (
        <Notice tone="warn" role="status" icon="offline">
          {link.hindered === 'network' ? t('answer.offline') : t('answer.hindered')}
        </Notice>
      )}
      {declining ? (
        <Declining link={link} back={() => setDeclining(false)} />
      ) : (
        <>
          <Button
            size="xl"
            leftSection={<Icon name="check" />}
            loading={link.busy}
            onClick={() => void link.answer('acceptByLink')}
          >
            {t('answer.yes')}
          </Button>
          <Button size="xl" variant="default" disabled={link.busy} onClick={() => setDeclining(true)}>
            {t('answer.no')}
          </Button>
        </>
      )}
      <Text size="sm" c="dimmed">
        {t('answer.until', { day: words.dayOf(expiresAt) })}
      </Text>
    </Stack>
  )
}

/** A no cannot be taken back, so one slip of a thumb is not enough. */
function Declining({ link, back }: { link: PartProps['link']; back: () => void }) {
  const { t } = useTranslation('duo-door')
  return (
    <Stack gap="sm" role="group" aria-label={t('answer.sure')}>
      <Text fw={650}>{t('answer.sure')}</Text>
      <Button size="xl" variant="default" loading={link.busy} onClick={() => void link.answer('declineByLink')}>
        {t('answer.sureNo')}
      </Button>
      <Button size="xl" onClick={back}>
        {t('answer.back')}
      </Button>
    </Stack>
  )
}

/** What was answered, and what comes next. */
function After({ invitation }: { invitation: DuoInvitation }) {
  const { t } = useTranslation('duo-door')
  const words = useDoorWords()
  const { accepted, otherAccepted, otherFirstName: name, firstMeeting, status } = invitation
  if (status === 'declined' || status === 'expired' || status === 'superseded' || status === 'not_started')
    return <Told title={t('after.closed')} text={t('after.closedText')} />
  if (!accepted || !otherAccepted) return <Told title={t('after.thanks')} text={t('after.waits', { name })} />
  const meeting =
    firstMeeting &&
    t('after.meeting', {
      day: [words.day(firstMeeting.on), firstMeeting.time, firstMeeting.place].filter(Boolean).join(', '),
    })
  return <Told title={t('after.both', { name })} text={meeting ?? t('after.next')} />
}

function Told({ title, text }: { title: string; text: string }) {
  return (
    <div role="status">
      <Title order={2} size="h3">
        {title}
      </Title>
      <Text mt="xs">{text}</Text>
    </div>
  )
}
