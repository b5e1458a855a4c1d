import { Button } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useCan, useSite } from '../../lib/session.ts'
import { Icon } from '../../ui/icons.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { PageTabs } from '../../ui/page-tabs.tsx'
import { AddAwarenessDialog } from './awareness.dialog.tsx'
import { Awareness } from './awareness.tab.tsx'
import { AddCourseDialog } from './course.dialog.tsx'
import { Courses } from './courses.tab.tsx'
import { trainingTabs } from './training-tabs.ts'

const route = getRouteApi('/in/trainings')

/** Courses, and what is done for the host society. */
export function TrainingsPage() {
  const { t } = useTranslation('trainings')
  const { tab = 'courses', open } = route.useSearch()
  const navigate = route.useNavigate()
  const can = useCan()
  const { site } = useSite()
  const show = (wanted: boolean) => void navigate({ search: (old) => ({ ...old, open: wanted ? 'add' : undefined }) })
  const close = () => show(false)
  const courses = tab === 'courses'
  const mayAdd = site !== undefined && can(courses ? 'addCourse' : 'addAwarenessAction', site.id)
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        action={
          mayAdd && (
            <Button leftSection={<Icon name="plus" size={18} />} onClick={() => show(true)}>
              {courses ? t('add') : t('awareness.add')}
            </Button>
          )
        }
      />
      <PageTabs
        label={t('tabs.label')}
        tabs={trainingTabs}
        value={tab}
        name={(one) => t(`tabs.${one}`)}
        choose={(one) => void navigate({ search: { tab: one }, replace: true })}
        parts={{
          courses: <Courses {...(mayAdd ? { add: () => show(true) } : {})} />,
          awareness: <Awareness {...(mayAdd ? { add: () => show(true) } : {})} />,
        }}
      />
      {mayAdd && <AddCourseDialog siteId={site.id} opened={courses && open === 'add'} close={close} />}
      {mayAdd && <AddAwarenessDialog siteId={site.id} opened={!courses && open === 'add'} close={close} />}
    </>
  )
}
