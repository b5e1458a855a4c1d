import { Anchor, Button, Group, Stack } from '@mantine/core'
import { lazy, Suspense, useEffect, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useProblemWords } from '../../lib/problems.ts'
import { Notice } from '../notice.tsx'
import { RequestId } from '../request-id.tsx'
import { UnsavedGuard } from '../unsaved-guard.tsx'
import css from './act-form.module.css'
import type { ActForm as Form, FieldError } from './use-act-form.ts'

// Rare, so fetched when somebody else did save first.
const ConflictDialog = lazy(() =>
  import('./conflict-dialog.tsx').then((module) => ({ default: module.ConflictDialog })),
)

interface ActFormProps<V extends Record<string, unknown>> {
  form: Form<V>
  /** Words of the one primary button. */
  submit: string
  cancel?: () => void
  /** Words of the button that leaves, where "cancel" could mean the act itself. */
  cancelWords?: string
  /** Long forms: the buttons stay in sight at the bottom. */
  sticky?: boolean
  /** One button over the whole width: a form that is a page of its own. */
  wide?: boolean
  /** Off for forms that hold nothing worth keeping (sign-in). */
  guard?: boolean
  /** A value in words, for the conflict dialog. */
  show?: (field: string, value: unknown) => string
  children: ReactNode
}

/** The form element: summary of what is refused, fields, buttons, conflict and leave warnings. */
export function ActForm<V extends Record<string, unknown>>(props: ActFormProps<V>) {
  const { form, submit, cancel, cancelWords, sticky = false, wide = false, guard = true, show, children } = props
  const { t } = useTranslation()
  // Whoever cancels has said that the changes may go.
  const given = useRef(false)
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        event.stopPropagation()
        if (!form.busy) form.submit()
      }}
    >
      <Stack>
        <Summary form={form} />
        {children}
        <div className={sticky ? css['bar'] : ''}>
          <Group justify="flex-end" gap="sm">
            {sticky && form.dirty && <span className={css['note']}>{t('unsaved')}</span>}
            {cancel && (
              <Button
                variant="default"
                onClick={() => {
                  given.current = true
                  cancel()
                }}
              >
                {cancelWords ?? t('cancel')}
              </Button>
            )}
            <Button type="submit" size={wide ? 'md' : 'sm'} fullWidth={wide} loading={form.busy}>
              {submit}
            </Button>
          </Group>
        </div>
      </Stack>
      <Suspense>
        {form.conflict && <ConflictDialog form={form as Form<Record<string, unknown>>} {...(show ? { show } : {})} />}
      </Suspense>
      {guard && <UnsavedGuard when={() => form.dirty && !form.busy && !given.current} />}
    </form>
  )
}

/** What is wrong, said once on top with the focus on it; each line leads to its field. */
function Summary<V extends Record<string, unknown>>({ form }: { form: Form<V> }) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const box = useRef<HTMLDivElement>(null)
  const { errors, problem } = form
  useEffect(() => {
    if (errors.length > 0 || problem !== null) box.current?.focus()
  }, [errors, problem])
  if (errors.length === 0 && problem === null) return null
  return (
    <Notice
      ref={box}
      role="alert"
      tone="bad"
      tabIndex={-1}
      title={problem ? words.title(problem) : t('toCorrect', { count: errors.length })}
    >
      {problem?.instance !== undefined && <RequestId id={problem.instance} />}
      {errors.length > 0 && (
        <ul className={css['errors']}>
          {errors.map((error) => (
            <li key={error.field}>
              <FieldLink error={error} node={() => form.form.getInputNode(error.field)} />
            </li>
          ))}
        </ul>
      )}
    </Notice>
  )
}

function FieldLink({ error, node }: { error: FieldError; node: () => HTMLElement | null }) {
  const { t } = useTranslation()
  const line = t('fieldError', { field: error.label, words: error.words })
  if (node() === null) return <>{line}</>
  return (
    <Anchor component="button" type="button" ta="start" onClick={() => node()?.focus()}>
      {line}
    </Anchor>
  )
}
