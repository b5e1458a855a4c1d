import type { Course, Enrolment } from '@interra/contracts'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../lib/query.ts'
import { say } from '../../ui/undo-bar.tsx'
import { staleCourses, useHolderName } from './training-words.ts'

/** Whoever stopped follows the course again, with the hours they have been there. */
export function Resume({ courseId, enrolment }: { courseId: Course['id']; enrolment: Enrolment }) {
  const { t } = useTranslation('trainings')
  const nameOf = useHolderName()
  const enrol = useAct('enrol', { stale: staleCourses, done: () => say(t('done.enrolled')) })
  const { id, person, partner, staffName } = enrolment
  const body = person
    ? { personId: person.personId }
    : { partnerId: partner?.id ?? '', staffName: staffName ?? '', resumes: id }
  return (
    <Button
      variant="default"
      h={40}
      loading={enrol.isPending}
      aria-label={t('people.resumeName', { name: nameOf(enrolment) })}
      onClick={() => enrol.mutate({ params: { courseId }, body })}
    >
      {t('people.resume')}
    </Button>
  )
}
