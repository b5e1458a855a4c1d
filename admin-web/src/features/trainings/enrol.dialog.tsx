import type { Course } from '@interra/contracts'
import { SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { findPartners } from '../../lib/partners.ts'
import { useSeams, type Picked } from '../../lib/seams.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { SearchSelect, type Found } from '../../ui/form/search-select.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { say } from '../../ui/undo-bar.tsx'
import { staleCourses } from './training-words.ts'

interface EnrolProps {
  course: Course
  opened: boolean
  close: () => void
}

/** A member, or somebody of a partner's staff. */
export function EnrolDialog({ course, opened, close }: EnrolProps) {
  const { t } = useTranslation('trainings')
  return (
    <Dialog opened={opened} close={close} title={t('people.add')}>
      <EnrolForm course={course} close={close} />
    </Dialog>
  )
}

const whos = ['member', 'staff'] as const
interface Values extends Record<string, unknown> {
  who: string
  person: Picked | null
  partner: Found | null
  staffName: string
}
const toBody = ({ who, person, partner, staffName }: Values) =>
  who === 'member' ? { personId: person?.personId ?? '' } : { partnerId: partner?.value ?? '', staffName }
const fields: Readonly<Record<string, string>> = { personId: 'person', partnerId: 'partner' }

function EnrolForm({ course, close }: Omit<EnrolProps, 'opened'>) {
  const { t } = useTranslation('trainings')
  const { PersonPicker } = useSeams()
  const label = useId()
  // a course for partners' staff alone begins there
  const staffFirst = course.audiences.length === 1 && course.audiences[0] === 'partner_staff'
  const initial: Values = { who: staffFirst ? 'staff' : 'member', person: null, partner: null, staffName: '' }
  const form = useActForm('enrol', {
    initial,
    input: { params: { courseId: course.id } },
    toBody,
    fieldOf: (path) => fields[path] ?? path,
    stale: staleCourses,
    onDone: () => {
      close()
      say(t('done.enrolled'))
    },
  })
  const { values, set } = form
  const person = form.field('person', t('fields.member'))
  const partner = form.field('partner', t('fields.partner'))
  return (
    <ActForm form={form} submit={t('people.submit')} cancel={close} guard={false}>
      <Stack gap={4}>
        <Text id={label} fw={600}>
          {t('fields.who')}
        </Text>
        <SegmentedControl
          aria-labelledby={label}
          value={values.who}
          data={whos.map((value) => ({ value, label: t(`fields.${value}`) }))}
          onChange={(who) => set('who', who)}
        />
      </Stack>
      {values.who === 'member' ? (
        <PersonPicker
          label={t('fields.member')}
          value={values.person}
          onChange={(picked) => set('person', picked)}
          error={person['error'] as string | undefined}
        />
      ) : (
        <>
          <SearchSelect
            label={t('fields.partner')}
            description={t('fields.partnerHint')}
            name="partner"
            value={values.partner}
            onChange={(chosen) => set('partner', chosen)}
            find={findPartners}
            error={partner['error'] as string | undefined}
          />
          <TextInput {...form.field('staffName', t('fields.staffName'))} autoComplete="off" />
        </>
      )}
    </ActForm>
  )
}
