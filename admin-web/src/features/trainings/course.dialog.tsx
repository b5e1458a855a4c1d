import { courseAudiences, courseFormats, courseKinds, type Course, type CourseKind } from '@interra/contracts'
import {
  Chip,
  Group,
  NativeSelect,
  NumberInput,
  SegmentedControl,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { query } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { inWords } from '../../ui/form/in-words.ts'
import { useActForm, type ActForm as Form } from '../../ui/form/use-act-form.ts'
import { say } from '../../ui/undo-bar.tsx'
import { staleCourses } from './training-words.ts'

interface Values extends Record<string, unknown> {
  kind: CourseKind
  title: string
  about: string
  format: string
  audiences: string[]
  cohortId: string
  completionShare: number | string
  validMonths: number | string
  renewalDays: number | string
}
const blank: Values = {
  kind: 'intercultural',
  title: '',
  about: '',
  format: 'collective',
  audiences: [],
  cohortId: '',
  completionShare: 80,
  validMonths: '',
  renewalDays: 90,
}

interface AddCourseProps {
  siteId: string
  opened: boolean
  close: () => void
}

export function AddCourseDialog({ siteId, opened, close }: AddCourseProps) {
  const { t } = useTranslation('trainings')
  return (
    <Dialog opened={opened} close={close} title={t('add')}>
      <AddForm siteId={siteId} close={close} />
    </Dialog>
  )
}

function AddForm({ siteId, close }: Omit<AddCourseProps, 'opened'>) {
  const { t } = useTranslation(['trainings', 'common'])
  const navigate = useNavigate()
  const form = useActForm('addCourse', {
    initial: blank,
    toBody: (values) => ({ ...values, siteId }),
    stale: staleCourses,
    onDone: ({ id, title }) => {
      say(t('done.added', { title }))
      void navigate({ to: '/trainings/$courseId', params: { courseId: id } })
    },
  })
  return (
    <ActForm form={form} submit={t('common:add')} cancel={close}>
      <NativeSelect
        {...form.field('kind', t('fields.kind'))}
        data={courseKinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
      />
      <CourseFields form={form} siteId={siteId} />
    </ActForm>
  )
}

const valuesOf = (course: Course): Values => ({
  kind: course.kind,
  title: course.title,
  about: course.about ?? '',
  format: course.format,
  audiences: course.audiences,
  cohortId: course.cohortId ?? '',
  completionShare: course.completionShare,
  validMonths: course.validMonths ?? '',
  renewalDays: course.renewalDays,
})

interface ChangeCourseProps {
  course: Course
  opened: boolean
  close: () => void
}

export function ChangeCourseDialog({ course, opened, close }: ChangeCourseProps) {
  const { t } = useTranslation('trainings')
  return (
    <Dialog opened={opened} close={close} title={t('editTitle', { title: course.title })}>
      <ChangeForm course={course} close={close} />
    </Dialog>
  )
}

function ChangeForm({ course, close }: Omit<ChangeCourseProps, 'opened'>) {
  const { t } = useTranslation('common')
  const client = useQueryClient()
  const params = { courseId: course.id }
  const form = useActForm('changeCourse', {
    initial: valuesOf(course),
    input: { params, ifMatch: course.version },
    // the kind stays what it was
    toBody: (values) => Object.fromEntries(Object.entries(values).filter(([name]) => name !== 'kind')),
    stale: staleCourses,
    reread: async () => {
      const present = await client.fetchQuery({ ...query('getCourse', { params }), staleTime: 0 })
      return { values: valuesOf(present), version: present.version }
    },
    onDone: close,
  })
  return (
    <ActForm form={form} submit={t('save')} cancel={close} show={(_field, value) => inWords(value)}>
      <CourseFields form={form} siteId={course.siteId} />
    </ActForm>
  )
}

function CourseFields({ form, siteId }: { form: Form<Values>; siteId: string }) {
  const { t } = useTranslation('trainings')
  return (
    <>
      <TextInput {...form.field('title', t('fields.title'))} autoComplete="off" data-autofocus />
      <Textarea {...form.field('about', t('fields.about'))} autosize minRows={2} />
      <Format form={form} />
      <Audiences form={form} />
      <Cohort form={form} siteId={siteId} />
      <NumberInput
        {...form.field('completionShare', t('fields.completionShare'))}
        description={t('fields.completionHint')}
        min={1}
        max={100}
        suffix={t('suffix.percent')}
        allowDecimal={false}
      />
      <NumberInput
        {...form.field('validMonths', t('fields.validMonths'))}
        description={t('fields.validHint')}
        min={1}
        max={240}
        suffix={t('suffix.months')}
        allowDecimal={false}
      />
      {form.values.validMonths !== '' && (
        <NumberInput
          {...form.field('renewalDays', t('fields.renewalDays'))}
          description={t('fields.renewalHint')}
          min={0}
          max={730}
          suffix={t('suffix.days')}
          allowDecimal={false}
        />
      )}
    </>
  )
}

/** The cohort of InterLab that follows it together, for those who run InterLab there. */
function Cohort({ form, siteId }: { form: Form<Values>; siteId: string }) {
  const { t } = useTranslation('trainings')
  const can = useCan()
  const cohorts = useQuery({ ...query('listCohorts', { query: { siteId } }), enabled: can('listCohorts', siteId) })
  const items = cohorts.data?.items ?? []
  if (items.length === 0) return null
  return (
    <NativeSelect
      {...form.field('cohortId', t('fields.cohort'))}
      data={[{ value: '', label: t('noCohort') }, ...items.map(({ id, name }) => ({ value: id, label: name }))]}
    />
  )
}

function Format({ form }: { form: Form<Values> }) {
  const { t } = useTranslation('trainings')
  const label = useId()
  form.field('format', t('fields.format'))
  return (
    <Stack gap={4}>
      <Text id={label} fw={600}>
        {t('fields.format')}
      </Text>
      <SegmentedControl
        aria-labelledby={label}
        value={form.values.format}
        data={courseFormats.map((value) => ({ value, label: t(`formats.${value}`) }))}
        onChange={(format) => form.set('format', format)}
      />
    </Stack>
  )
}

function Audiences({ form }: { form: Form<Values> }) {
  const { t } = useTranslation('trainings')
  const label = useId()
  form.field('audiences', t('fields.audiences'))
  return (
    <Stack gap={4}>
      <Text id={label} fw={600}>
        {t('fields.audiences')}
      </Text>
      <Group gap="xs" role="group" aria-labelledby={label}>
        <Chip.Group multiple value={form.values.audiences} onChange={(chosen) => form.set('audiences', chosen)}>
          {courseAudiences.map((one) => (
            <Chip key={one} value={one} size="md" variant="outline">
              {t(`audiences.${one}`)}
            </Chip>
          ))}
        </Chip.Group>
      </Group>
    </Stack>
  )
}
