import { addDays, type Incubation } from '@interra/contracts'
import { NativeSelect, Text, Textarea, TextInput } from '@mantine/core'
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { pages, query } from '../../lib/query.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { Notice } from '../../ui/notice.tsx'
import { Await } from '../../ui/states.tsx'
import { staleIncubation } from './incubation-words.ts'

interface StartDialogProps {
  siteId: string
  /** Applications that are accompanied already. */
  begun: readonly string[]
  opened: boolean
  close: () => void
}

/** Somebody who was admitted begins. */
export function StartDialog({ opened, ...rest }: StartDialogProps) {
  const { t } = useTranslation('incubations')
  return (
    <Dialog opened={opened} close={rest.close} title={t('start.act')}>
      {opened && <Admitted {...rest} />}
    </Dialog>
  )
}

type Choice = { readonly value: string; readonly label: string }

function Admitted({ siteId, begun, close }: Omit<StartDialogProps, 'opened'>) {
  const { t } = useTranslation('incubations')
  const admitted = useInfiniteQuery(pages('listApplications', { query: { siteId, status: 'admitted' } }))
  return (
    <Await query={admitted}>
      {(rows) => {
        const choices = rows
          .filter(({ id }) => !begun.includes(id))
          .map(({ id, person, project }) => ({
            value: id,
            label: t('start.line', { name: person?.name ?? t('hidden'), project: project ?? '' }),
          }))
        return choices.length === 0 ? <Text>{t('start.none')}</Text> : <StartForm choices={choices} close={close} />
      }}
    </Await>
  )
}

const orNull = (value: string) => (value === '' ? null : value)

function StartForm({ choices, close }: { choices: readonly Choice[]; close: () => void }) {
  const { t } = useTranslation('incubations')
  const navigate = useNavigate()
  const today = useDates().now().date
  const [applicationId, choose] = useState(choices[0]?.value ?? '')
  const initial = {
    startsOn: today,
    endsOn: addDays(today, 365),
    charterSignedOn: '',
    languageSupport: '',
  }
  const form = useActForm('startIncubation', {
    initial,
    input: { params: { applicationId } },
    toBody: ({ languageSupport, ...rest }) => ({ ...rest, languageSupport: orNull(languageSupport) }),
    stale: staleIncubation,
    onDone: ({ id }) => {
      close()
      void navigate({ to: '/incubations/$incubationId', params: { incubationId: id } })
    },
  })
  return (
    <ActForm form={form} submit={t('start.act')} cancel={close}>
      <NativeSelect
        label={t('start.application')}
        value={applicationId}
        onChange={(event) => choose(event.currentTarget.value)}
        data={[...choices]}
        data-autofocus
      />
      <OpenConditions applicationId={applicationId} />
      <TextInput type="date" {...form.field('startsOn', t('start.first'))} />
      <TextInput type="date" {...form.field('endsOn', t('start.last'))} min={form.values.startsOn} />
      <TextInput type="date" {...form.field('charterSignedOn', t('start.charter'))} max={today} />
      <Textarea {...form.field('languageSupport', t('start.language'))} autosize minRows={1} />
    </ActForm>
  )
}

/** What a jury asked of them that was not met yet. */
function OpenConditions({ applicationId }: { applicationId: string }) {
  const { t } = useTranslation('incubations')
  const dates = useDates()
  const { data } = useQuery(query('getApplication', { params: { applicationId } }))
  const open = (data?.decisions ?? []).flatMap(({ conditions = [] }) =>
    conditions.filter(({ metOn }) => metOn === null),
  )
  if (open.length === 0) return null
  return (
    <Notice tone="warn">
      {t('start.conditions')}
      {open.map(({ id, text, dueOn }) => (
        <Text key={id}>{t('start.condition', { text, day: dates.day(dueOn) })}</Text>
      ))}
    </Notice>
  )
}

/** The planned end, the charter, the language support. */
export function ChangeForm({ incubation, close }: { incubation: Incubation; close: () => void }) {
  const { t } = useTranslation(['incubations', 'common'])
  const client = useQueryClient()
  const params = { incubationId: incubation.id }
  const form = useActForm('changeIncubation', {
    initial: valuesOf(incubation),
    input: { params, ifMatch: incubation.version },
    toBody: ({ endsOn, ...rest }) => ({
      endsOn,
      charterSignedOn: orNull(rest.charterSignedOn),
      languageSupport: orNull(rest.languageSupport),
    }),
    stale: staleIncubation,
    reread: async () => {
      const present = await client.fetchQuery({ ...query('getIncubation', { params }), staleTime: 0 })
      return { values: valuesOf(present), version: present.version }
    },
    onDone: close,
  })
  return (
    <ActForm form={form} submit={t('common:save')} cancel={close}>
      <TextInput type="date" {...form.field('endsOn', t('start.last'))} min={incubation.startsOn} data-autofocus />
      <TextInput type="date" {...form.field('charterSignedOn', t('start.charter'))} max={incubation.today} />
      <Textarea {...form.field('languageSupport', t('start.language'))} autosize minRows={1} />
    </ActForm>
  )
}

const valuesOf = ({ endsOn, charterSignedOn, languageSupport }: Incubation) => ({
  endsOn,
  charterSignedOn: charterSignedOn ?? '',
  languageSupport: languageSupport ?? '',
})
