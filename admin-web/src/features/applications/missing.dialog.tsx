import { formOf } from '@interra/contracts'
import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { query } from '../../lib/query.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Await } from '../../ui/states.tsx'
import css from '../../ui/line-list.module.css'

interface MissingProps {
  applicationId: string
  /** Ids of questions; null: nothing is shown. */
  questions: readonly string[] | null
  close: () => void
}

/** The answers for which an act was refused; of a draft, each leads to its place in the form. */
export function MissingDialog({ applicationId, questions, close }: MissingProps) {
  const { t } = useTranslation('applications')
  return (
    <Dialog opened={questions !== null} close={close} title={t('missing.title')}>
      {questions && <Missing applicationId={applicationId} questions={questions} close={close} />}
    </Dialog>
  )
}

function Missing({ applicationId, questions, close }: MissingProps & { questions: readonly string[] }) {
  const { t, i18n } = useTranslation('applications')
  const found = useQuery(query('getApplication', { params: { applicationId } }))
  const language = i18n.language === 'en' ? 'en' : 'fr'
  return (
    <Await query={found}>
      {({ formVersion, status }) => (
        <>
          <Text>{t(status === 'draft' ? 'missing.draft' : 'missing.submitted')}</Text>
          <ul className={css['list']}>
            {questions.map((question) => {
              const words = formOf(formVersion).questions.find(({ id }) => id === question)?.words[language] ?? question
              return (
                <li key={question} className={css['line']}>
                  {status === 'draft' ? (
                    <TextLink
                      to="/interlab/applications/$applicationId"
                      params={{ applicationId }}
                      search={{ answer: question }}
                      onClick={close}
                    >
                      {words}
                    </TextLink>
                  ) : (
                    words
                  )}
                </li>
              )
            })}
          </ul>
        </>
      )}
    </Await>
  )
}
