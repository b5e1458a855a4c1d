import { meetingModes, type DuoInvitation } from '@interra/contracts'
import { Button, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../ui/icons.tsx'
import { Notice } from '../../ui/notice.tsx'
import css from './duo-door.module.css'
import { useDoorWords } from './door-words.ts'
import { isLiving, type useLink } from './use-link.ts'

type Mode = (typeof meetingModes)[number]

interface LogPartProps {
  /** Null without network: the phone keeps no names. */
  invitation: DuoInvitation | null
  link: ReturnType<typeof useLink>
}

/** A meeting in two taps, also without network. */
export function LogPart({ invitation, link }: LogPartProps) {
  const { t } = useTranslation('duo-door')
  const [open, setOpen] = useState(false)
  const { waiting } = link.kept
  const met = invitation?.metOn ?? []
  const known = new Set([...met, ...waiting.map(({ metOn }) => metOn)])
  const living = invitation === null || isLiving(invitation.status)
  return (
    <Stack gap="md" data-waiting={waiting.length} data-met={met.length}>
      <Text size="lg">{invitation ? t('log.lead', { name: invitation.otherFirstName }) : t('log.leadAlone')}</Text>
      {waiting.length > 0 && (
        <Notice tone="info" role="status" icon="offline" title={t('log.waiting')}>
          {t('log.waitingText')}
        </Notice>
      )}
      {!living && <Text>{t('log.over')}</Text>}
      {living &&
        (open ? (
          <Days
            today={localToday(invitation)}
            known={known}
            note={(metOn, mode) => {
              setOpen(false)
              void link.noteMet({ metOn, mode })
            }}
          />
        ) : (
          <Button size="xl" leftSection={<Icon name="check" />} onClick={() => setOpen(true)}>
            {t('log.met')}
          </Button>
        ))}
      <Noted days={[...known]} />
    </Stack>
  )
}

/** The page may be opened days after it was last read: the phone's own day, unless it is behind. */
function localToday(invitation: DuoInvitation | null): string {
  const here = new Date()
  const date = [here.getFullYear(), here.getMonth() + 1, here.getDate()].map((part) => String(part).padStart(2, '0'))
  const own = date.join('-')
  return invitation === null || own > invitation.today ? own : invitation.today
}

function dayBefore(date: string): string {
  const at = new Date(`${date}T12:00:00Z`)
  at.setUTCDate(at.getUTCDate() - 1)
  return at.toISOString().slice(0, 10)
}

interface DaysProps {
  today: string
  known: ReadonlySet<string>
  note: (metOn: string, mode: Mode) => void
}

function Days({ today, known, note }: DaysProps) {
  const { t } = useTranslation('duo-door')
  const [mode, setMode] = useState<Mode>('in_person')
  const [other, setOther] = useState<string | null>(null)
  const yesterday = dayBefore(today)
  return (
    <Stack gap="sm">
      <fieldset className={css['group']}>
        <legend>{t('log.how')}</legend>
        <div className={css['choices']}>
          {meetingModes.map((one) => (
            <button
              key={one}
              type="button"
              className={css['choice']}
              aria-pressed={one === mode}
              onClick={() => setMode(one)}
            >
              {t(`modes.${one}`)}
            </button>
          ))}
        </div>
      </fieldset>
      <Button size="xl" disabled={known.has(today)} onClick={() => note(today, mode)}>
        {t('log.today')}
      </Button>
      <Button size="xl" variant="light" disabled={known.has(yesterday)} onClick={() => note(yesterday, mode)}>
        {t('log.yesterday')}
      </Button>
      {other === null ? (
        <Button size="xl" variant="default" onClick={() => setOther(yesterday)}>
          {t('log.other')}
        </Button>
      ) : (
        <>
          <TextInput
            type="date"
            size="lg"
            label={t('log.day')}
            max={today}
            value={other}
            onChange={(event) => setOther(event.currentTarget.value)}
          />
          <Button
            size="xl"
            disabled={other === '' || other > today || known.has(other)}
            onClick={() => note(other, mode)}
          >
            {t('log.note')}
          </Button>
        </>
      )}
    </Stack>
  )
}

function Noted({ days }: { days: readonly string[] }) {
  const { t } = useTranslation('duo-door')
  const words = useDoorWords()
  if (days.length === 0) return null
  return (
    <div>
      <Text fw={650}>{t('log.noted')}</Text>
      <ul className={css['shared']}>
        {days
          .toSorted((a, b) => b.localeCompare(a))
          .slice(0, 5)
          .map((day) => (
            <li key={day}>{words.day(day)}</li>
          ))}
      </ul>
    </div>
  )
}
