import { continueAnswers, type CheckInAnswer, type DuoInvitation } from '@interra/contracts'
import { Button, Stack, Text, Textarea } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Notice } from '../../ui/notice.tsx'
import css from './duo-door.module.css'
import { Face } from '../../ui/face.tsx'
import type { useLink } from './use-link.ts'

interface CheckInPartProps {
  /** Null without network: the phone keeps no names. */
  invitation: DuoInvitation | null
  link: ReturnType<typeof useLink>
}

/** How it goes: five questions, what raises an alarm, and a word; none of them needs an answer. Also without network. */
export function CheckInPart({ invitation, link }: CheckInPartProps) {
  const { t } = useTranslation('duo-door')
  const [said, setSaid] = useState<CheckInAnswer>(link.kept.checkIn ?? {})
  const say = (more: CheckInAnswer) => setSaid((before) => ({ ...before, ...more }))
  const { checkIn, refused } = link.kept
  if (checkIn !== null && !refused && !link.busy)
    return (
      <div data-waiting={1}>
        <Notice tone="info" role="status" icon="offline" title={t('log.waiting')}>
          {t('log.waitingText')}
        </Notice>
      </div>
    )
  const yesNo = [
    { value: true, label: t('yes') },
    { value: false, label: t('no') },
  ]
  const faces = ([1, 2, 3, 4, 5] as const).map((value) => ({
    value,
    label: t(`checkIn.faces.${value}`),
    picture: <Face mood={value} />,
  }))
  const times = [0, 1, 2, 3, 4, 5].map((value) => ({ value, label: String(value) }))
  const goes = continueAnswers.map((value) => ({ value, label: t(`checkIn.goes.${value}`) }))
  return (
    <Stack gap="lg">
      {checkIn !== null && refused && (
        <Notice tone="warn" role="alert" title={t('checkIn.notSent')}>
          {t('checkIn.notSentText')}
        </Notice>
      )}
      <Text>{t('checkIn.lead')}</Text>
      <Ask
        legend={invitation ? t('checkIn.met', { name: invitation.otherFirstName }) : t('checkIn.metAlone')}
        value={said.met}
        choices={yesNo}
        choose={(met) => say({ met })}
      />
      <Ask legend={t('checkIn.times')} value={said.times} choices={times} choose={(count) => say({ times: count })} />
      <Ask
        legend={t('checkIn.wellbeing')}
        value={said.wellbeing}
        choices={faces}
        choose={(wellbeing) => say({ wellbeing })}
      />
      <Ask legend={t('checkIn.goesOn')} value={said.goesOn} choices={goes} choose={(goesOn) => say({ goesOn })} />
      <Ask
        legend={t('checkIn.wantsCall')}
        value={said.wantsCall}
        choices={yesNo}
        choose={(wantsCall) => say({ wantsCall })}
      />
      <Ask
        legend={t('checkIn.unsafe')}
        value={said.feelsUnsafe}
        choices={yesNo}
        choose={(feelsUnsafe) => say({ feelsUnsafe })}
      />
      <Textarea
        size="md"
        label={t('checkIn.note')}
        value={said.note ?? ''}
        maxLength={1000}
        onChange={(event) => say({ note: event.currentTarget.value })}
      />
      <Button size="xl" loading={link.busy} onClick={() => void link.checkIn(said)}>
        {t('checkIn.send')}
      </Button>
    </Stack>
  )
}

interface AskProps<T> {
  legend: string
  value: T | null | undefined
  choices: readonly { readonly value: T; readonly label: string; readonly picture?: ReactNode }[]
  /** Null takes the answer back: a second tap on the same one. */
  choose: (value: T | null) => void
}

function Ask<T extends string | number | boolean>({ legend, value, choices, choose }: AskProps<T>) {
  return (
    <fieldset className={css['group']}>
      <legend>{legend}</legend>
      <div className={css['choices']}>
        {choices.map((one) => (
          <button
            key={String(one.value)}
            type="button"
            className={css['choice']}
            aria-pressed={one.value === value}
            onClick={() => choose(one.value === value ? null : one.value)}
          >
            {one.picture}
            {one.label}
          </button>
        ))}
      </div>
    </fieldset>
  )
}
