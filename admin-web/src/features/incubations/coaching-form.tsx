import { coachingModes, coachingRoles, dimensions, type CoachingRole, type Incubation } from '@interra/contracts'
import {
  Button,
  Checkbox,
  Chip,
  Collapse,
  Group,
  NativeSelect,
  NumberInput,
  SegmentedControl,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../lib/session.ts'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm, type ActForm as Form } from '../../ui/form/use-act-form.ts'
import { say } from '../../ui/undo-bar.tsx'
import { staleCoaching } from './incubation-words.ts'

interface Values extends Record<string, unknown> {
  minutes: string
  heldOn: string
  mode: string
  role: string
  topics: string[]
  coaches: number | string
  sharedNote: string
  privateNote: string
  nextSteps: string
  shared: boolean
}
const usualMinutes = ['30', '45', '60', '90'] as const

/** A length, a note, a signature: the rest is what it usually is. */
export function CoachingForm({ incubation }: { incubation: Incubation }) {
  const { t } = useTranslation('incubations')
  const role = useOwnRole(incubation)
  const [round, setRound] = useState(0)
  return (
    <Once
      key={`${incubation.id} ${String(round)}`}
      incubation={incubation}
      role={role}
      done={() => {
        say(t('coaching.done'))
        setRound((before) => before + 1)
      }}
    />
  )
}

/** A guest notes as a coach, the team as whoever leads on: the details say otherwise. */
function useOwnRole({ siteId }: Incubation): CoachingRole {
  const can = useCan()
  return can('moveIncubation', siteId) ? 'facilitator' : 'coach'
}

function Once({ incubation, role, done }: { incubation: Incubation; role: CoachingRole; done: () => void }) {
  const { t } = useTranslation('incubations')
  const [all, setAll] = useState(false)
  const label = useId()
  const initial: Values = {
    minutes: '60',
    heldOn: incubation.today,
    mode: 'in_person',
    role,
    topics: [],
    coaches: 1,
    sharedNote: '',
    privateNote: '',
    nextSteps: '',
    shared: false,
  }
  const form = useActForm('addCoachingLog', {
    initial,
    input: { params: { incubationId: incubation.id } },
    toBody: ({ minutes, ...values }) => ({ ...values, minutes: Number(minutes), sign: true }),
    stale: staleCoaching,
    onDone: done,
  })
  form.field('minutes', t('coaching.minutes'))
  return (
    <ActForm form={form} submit={t('coaching.sign')}>
      <Stack gap={4}>
        <Text id={label} fw={600}>
          {t('coaching.minutes')}
        </Text>
        <SegmentedControl
          aria-labelledby={label}
          fullWidth
          value={form.values.minutes}
          data={usualMinutes.map((value) => ({ value, label: t('coaching.min', { minutes: value }) }))}
          onChange={(minutes) => form.set('minutes', minutes)}
        />
      </Stack>
      <Textarea
        {...form.field('sharedNote', t('coaching.shared'))}
        description={t('coaching.sharedHint')}
        autosize
        minRows={2}
      />
      <Textarea
        {...form.field('privateNote', t('coaching.private'))}
        description={t('coaching.privateHint')}
        autosize
        minRows={1}
      />
      <Group>
        <Button variant="subtle" aria-expanded={all} onClick={() => setAll((before) => !before)}>
          {t(all ? 'coaching.less' : 'coaching.more')}
        </Button>
      </Group>
      <Collapse expanded={all}>
        <Details form={form} incubation={incubation} />
      </Collapse>
    </ActForm>
  )
}

function Details({ form, incubation }: { form: Form<Values>; incubation: Incubation }) {
  const { t } = useTranslation('incubations')
  const label = useId()
  form.field('topics', t('coaching.topics'))
  form.field('shared', t('coaching.sharedWith'))
  return (
    <Stack>
      <TextInput
        type="date"
        {...form.field('heldOn', t('coaching.day'))}
        min={incubation.startsOn}
        max={incubation.today}
      />
      <NativeSelect
        {...form.field('mode', t('coaching.mode'))}
        data={coachingModes.map((value) => ({ value, label: t(`modes.${value}`) }))}
      />
      <NativeSelect
        {...form.field('role', t('coaching.role'))}
        data={coachingRoles.map((value) => ({ value, label: t(`coachingRoles.${value}`) }))}
      />
      <NumberInput {...form.field('coaches', t('coaching.coaches'))} min={1} max={6} allowDecimal={false} />
      <Stack gap={4}>
        <Text id={label} fw={600}>
          {t('coaching.topics')}
        </Text>
        <Group gap="xs" role="group" aria-labelledby={label}>
          <Chip.Group multiple value={form.values.topics} onChange={(topics) => form.set('topics', topics)}>
            {dimensions.map((one) => (
              <Chip key={one} value={one} size="md" variant="outline">
                {t(`dimensions.${one}`)}
              </Chip>
            ))}
          </Chip.Group>
        </Group>
      </Stack>
      <Textarea {...form.field('nextSteps', t('coaching.nextSteps'))} autosize minRows={1} />
      <Checkbox
        label={t('coaching.sharedWith')}
        checked={form.values.shared}
        onChange={({ currentTarget: { checked } }) => form.set('shared', checked)}
      />
    </Stack>
  )
}
