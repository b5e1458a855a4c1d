import {
  employerNeedKinds,
  neededLevels,
  type EmployerNeed,
  type EmployerNeedKind,
  type NeededLanguage,
} from '@interra/contracts'
import {
  Button,
  Group,
  MultiSelect,
  NativeSelect,
  NumberInput,
  Select,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useLanguages, useTerms } from '../../lib/choices.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm, type ActForm as Form } from '../../ui/form/use-act-form.ts'
import { Icon } from '../../ui/icons.tsx'
import { say } from '../../ui/undo-bar.tsx'
import { staleEmployers } from './employer-words.ts'

interface Values extends Record<string, unknown> {
  kind: EmployerNeedKind
  title: string
  about: string
  place: string
  places: number | string
  untilOn: string
  skillIds: string[]
  languages: NeededLanguage[]
}
const blank: Values = {
  kind: 'job',
  title: '',
  about: '',
  place: '',
  places: 1,
  untilOn: '',
  skillIds: [],
  languages: [{ language: 'fr', level: 'A2' }],
}

interface AddProps {
  employer: { id: string; siteId: string }
  opened: boolean
  close: () => void
}

export function AddNeedDialog({ employer, opened, close }: AddProps) {
  const { t } = useTranslation('employers')
  return (
    <Dialog opened={opened} close={close} title={t('need.add')}>
      <AddForm employer={employer} close={close} />
    </Dialog>
  )
}

function AddForm({ employer, close }: Omit<AddProps, 'opened'>) {
  const { t } = useTranslation(['employers', 'common'])
  const navigate = useNavigate()
  const form = useActForm('addEmployerNeed', {
    initial: blank,
    input: { params: { employerId: employer.id } },
    stale: staleEmployers,
    onDone: ({ id }) => {
      say(t('done.needAdded'))
      void navigate({ to: '/employer-needs/$needId', params: { needId: id } })
    },
  })
  return (
    <ActForm form={form} submit={t('common:add')} cancel={close}>
      <NativeSelect
        {...form.field('kind', t('fields.kind'))}
        data={employerNeedKinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
      />
      <NeedFields form={form} siteId={employer.siteId} />
    </ActForm>
  )
}

interface ChangeProps {
  need: EmployerNeed
  opened: boolean
  close: () => void
}

export function ChangeNeedDialog({ need, opened, close }: ChangeProps) {
  const { t } = useTranslation('employers')
  return (
    <Dialog opened={opened} close={close} title={t('need.edit')}>
      <ChangeForm need={need} close={close} />
    </Dialog>
  )
}

function ChangeForm({ need, close }: Omit<ChangeProps, 'opened'>) {
  const { t } = useTranslation('common')
  const { kind, title, places, languages } = need
  const initial: Values = {
    kind,
    title,
    places,
    languages,
    about: need.about ?? '',
    place: need.place ?? '',
    untilOn: need.untilOn ?? '',
    skillIds: need.skills.map(({ id }) => id),
  }
  const form = useActForm('changeEmployerNeed', {
    initial,
    input: { params: { employerNeedId: need.id }, ifMatch: need.version },
    // the kind stays what it was
    toBody: (values) => Object.fromEntries(Object.entries(values).filter(([name]) => name !== 'kind')),
    stale: staleEmployers,
    onDone: close,
  })
  return (
    <ActForm form={form} submit={t('save')} cancel={close}>
      <NeedFields form={form} siteId={need.siteId} />
    </ActForm>
  )
}

function NeedFields({ form, siteId }: { form: Form<Values>; siteId: string }) {
  const { t } = useTranslation('employers')
  const skills = useTerms(siteId, 'workshop_category')
  return (
    <>
      <TextInput {...form.field('title', t('fields.title'))} autoComplete="off" data-autofocus />
      <Textarea {...form.field('about', t('fields.about'))} autosize minRows={2} />
      <MultiSelect {...form.field('skillIds', t('fields.skills'))} data={skills} clearable searchable />
      <Languages form={form} />
      <TextInput {...form.field('place', t('fields.place'))} autoComplete="off" />
      <NumberInput {...form.field('places', t('fields.places'))} min={1} max={500} allowDecimal={false} />
      <TextInput {...form.field('untilOn', t('fields.untilOn'))} type="date" />
    </>
  )
}

function Languages({ form }: { form: Form<Values> }) {
  const { t } = useTranslation('employers')
  const { choices, nameOf } = useLanguages()
  const { languages } = form.values
  form.field('languages', t('fields.languages'))
  const put = (at: number, change: Partial<NeededLanguage>) =>
    form.set(
      'languages',
      languages.map((one, index) => (index === at ? { ...one, ...change } : one)),
    )
  const levels = neededLevels.map((value) => ({ value, label: t(`levels.${value}`) }))
  return (
    <Stack gap="xs" role="group" aria-label={t('fields.languages')}>
      <Text fw={600}>{t('fields.languages')}</Text>
      {languages.map(({ language, level }, at) => (
        <Group key={at} gap="xs" align="flex-end" wrap="nowrap">
          <Select
            label={t('fields.language')}
            data={choices}
            value={language}
            searchable
            flex={1}
            onChange={(chosen) => put(at, { language: chosen ?? language })}
          />
          <NativeSelect
            label={t('fields.level')}
            data={levels}
            value={level}
            onChange={({ currentTarget: { value } }) =>
              put(at, { level: neededLevels.find((one) => one === value) ?? level })
            }
          />
          <Button
            variant="default"
            aria-label={t('fields.removeLanguage', { language: nameOf(language) })}
            onClick={() =>
              form.set(
                'languages',
                languages.filter((_, index) => index !== at),
              )
            }
          >
            <Icon name="close" size={18} />
          </Button>
        </Group>
      ))}
      {languages.length < 6 && (
        <Group>
          <Button
            variant="subtle"
            leftSection={<Icon name="plus" size={18} />}
            onClick={() => form.set('languages', [...languages, { language: 'nl', level: 'A2' }])}
          >
            {t('fields.addLanguage')}
          </Button>
        </Group>
      )}
    </Stack>
  )
}
