import { preferNotToSay, type Instrument, type SurveyInvitation, type SurveyWave } from '@interra/contracts'
import { Fieldset, NativeSelect, SegmentedControl, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { doorLocales } from '../../lib/door-language.ts'
import { query } from '../../lib/query.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { Await } from '../../ui/states.tsx'
import { say } from '../../ui/undo-bar.tsx'
import { staleWaves } from './survey-words.ts'

interface PaperProps {
  wave: SurveyWave
  invitation: SurveyInvitation | null
  close: () => void
}

/** What somebody answered on paper, or aloud, question by question as they read it. */
export function PaperDialog({ wave, invitation, close }: PaperProps) {
  const { t } = useTranslation('surveys')
  const known = useQuery(query('listInstruments'))
  const title = invitation && t('paperOf', { name: invitation.name ?? '' })
  return (
    <Dialog opened={invitation !== null} close={close} title={title} size="lg">
      {invitation && (
        <Await query={known}>
          {({ items }) => (
            <PaperForm
              invitation={invitation}
              close={close}
              instruments={wave.instruments.flatMap((code) => items.find((one) => one.code === code) ?? [])}
            />
          )}
        </Await>
      )}
    </Dialog>
  )
}

interface Values extends Record<string, unknown> {
  mode: 'paper' | 'staff'
  language: string
  answeredOn: string
  /** By instrument and item: a number as text, "prefers not to say", or nothing. */
  said: Record<string, string>
}

interface PaperFormProps {
  invitation: SurveyInvitation
  instruments: readonly Instrument[]
  close: () => void
}

function PaperForm({ invitation, instruments, close }: PaperFormProps) {
  const { t } = useTranslation(['surveys', 'common'])
  const today = useDates().now().date
  const initial: Values = { mode: 'paper', language: 'fr', answeredOn: today, said: {} }
  const form = useActForm('enterSurveyAnswers', {
    initial,
    input: { params: { invitationId: invitation.id } },
    toBody: ({ said, ...values }) => ({
      ...values,
      answers: instruments.flatMap(({ code: instrument, items }) =>
        items.flatMap((item) => {
          const value = said[`${instrument}-${item}`] ?? ''
          if (value === '') return []
          return [{ instrument, item, value: value === preferNotToSay ? preferNotToSay : Number(value) }]
        }),
      ),
    }),
    stale: staleWaves,
    onDone: () => {
      say(t('surveys:done.entered'))
      close()
    },
  })
  return (
    <ActForm form={form} submit={t('surveys:enter')} cancel={close}>
      <SegmentedControl
        aria-label={t('surveys:fields.mode')}
        value={form.values.mode}
        onChange={(mode) => form.set('mode', mode)}
        data={(['paper', 'staff'] as const).map((value) => ({ value, label: t(`surveys:modes.${value}`) }))}
      />
      <NativeSelect
        {...form.field('language', t('surveys:fields.language'))}
        data={doorLocales.map((value) => ({ value, label: t(`surveys:languages.${value}`) }))}
      />
      <TextInput {...form.field('answeredOn', t('surveys:fields.answeredOn'))} type="date" max={today} />
      {instruments.map((instrument) => (
        <Questions
          key={instrument.code}
          instrument={instrument}
          language={form.values.language}
          said={form.values.said}
          say={(key, value) => form.set('said', { ...form.values.said, [key]: value })}
        />
      ))}
    </ActForm>
  )
}

interface QuestionsProps {
  instrument: Instrument
  language: string
  said: Readonly<Record<string, string>>
  say: (key: string, value: string) => void
}

function Questions({ instrument, language, said, say: note }: QuestionsProps) {
  const { t } = useTranslation('surveys')
  const { code, items, lowest, highest, wordings } = instrument
  const wording = wordings.find((one) => one.language === language)
  const choices = Array.from({ length: highest - lowest + 1 }, (_, at) => {
    const value = lowest + at
    const word = wording?.answers.find((one) => one.value === value)?.text
    return { value: String(value), label: word === undefined ? String(value) : `${value} · ${word}` }
  })
  return (
    <Fieldset legend={t(`instruments.${code}`)}>
      {items.map((item, at) => (
        <NativeSelect
          key={item}
          mt="xs"
          label={wording?.questions[at] ?? item}
          value={said[`${code}-${item}`] ?? ''}
          onChange={(event) => note(`${code}-${item}`, event.currentTarget.value)}
          data={[{ value: '', label: t('skipped') }, ...choices, { value: preferNotToSay, label: t('notSay') }]}
        />
      ))}
    </Fieldset>
  )
}
