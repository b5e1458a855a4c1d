import { juryCriteria, needsComment, type JuryCriterion, type OwnReview } from '@interra/contracts'
import { Button, Group, Radio, Stack, Text, Textarea } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isOffline } from '../../lib/api.ts'
import { onReturn } from '../../lib/network.ts'
import { useAct } from '../../lib/query.ts'
import { say } from '../../ui/undo-bar.tsx'

interface Given {
  readonly score: number | null
  readonly comment: string
}
type Sheet = Readonly<Record<JuryCriterion, Given>>

const pause = 700
const marks = [0, 1, 2, 3, 4] as const

function sheetOf({ draft = [] }: OwnReview): Sheet {
  const given = (criterion: JuryCriterion): Given => {
    const found = draft.find((one) => one.criterion === criterion)
    return { score: found?.score ?? null, comment: found?.comment ?? '' }
  }
  return Object.fromEntries(juryCriteria.map((criterion) => [criterion, given(criterion)])) as Record<
    JuryCriterion,
    Given
  >
}
const bodyOf = (sheet: Sheet) => ({
  scores: juryCriteria.map((criterion) => {
    const { score, comment } = sheet[criterion]
    return { criterion, score, comment: comment.trim() === '' ? null : comment }
  }),
})

/** Seven criteria, 0 to 4 with what each means; kept by itself, and submitted when it is whole. */
export function ScoreSheet({ review }: { review: OwnReview }) {
  const { t } = useTranslation('applications')
  const params = { reviewId: review.id }
  const [sheet, setSheet] = useState(() => sheetOf(review))
  const [kept, setKept] = useState<'saved' | 'saving' | 'waiting'>('saved')
  const [tried, setTried] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const latest = useRef(sheet)
  const save = useAct('saveOwnReview', { stale: [], quiet: true })
  const submit = useAct('submitOwnReview', {
    stale: ['getOwnReview', 'listOwnReviews'],
    done: () => say(t('own.submitted')),
  })
  const keep = async () => {
    clearTimeout(timer.current)
    const sent = latest.current
    try {
      await save.mutateAsync({ params, body: bodyOf(sent) })
      if (latest.current === sent) setKept('saved')
      return true
    } catch (error) {
      setKept('waiting')
      if (isOffline(error)) timer.current = setTimeout(() => void keep(), 8_000)
      return false
    }
  }
  const again = useRef(keep)
  useEffect(() => {
    again.current = keep
  })
  useEffect(() => onReturn(() => void again.current()), [])
  const give = (criterion: JuryCriterion, change: Partial<Given>) => {
    const next = { ...sheet, [criterion]: { ...sheet[criterion], ...change } }
    latest.current = next
    setSheet(next)
    setKept('saving')
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void keep(), pause)
  }
  const whole = juryCriteria.every((one) => faultOf(sheet[one]) === null)
  return (
    <Stack gap="lg">
      {juryCriteria.map((criterion) => (
        <Criterion
          key={criterion}
          criterion={criterion}
          weight={review.weights[criterion]}
          given={sheet[criterion]}
          fault={tried ? faultOf(sheet[criterion]) : null}
          give={(change) => give(criterion, change)}
        />
      ))}
      <Group justify="space-between">
        <Text size="sm" role="status">
          {t(`own.kept.${kept}`)}
        </Text>
        <Button
          loading={submit.isPending}
          onClick={() => {
            setTried(true)
            if (whole) void keep().then((done) => done && submit.mutate({ params }))
          }}
        >
          {t(review.status === 'submitted' ? 'own.correct' : 'own.submit')}
        </Button>
      </Group>
      {tried && !whole && (
        <Text role="alert" c="red">
          {t('own.incomplete')}
        </Text>
      )}
    </Stack>
  )
}

function faultOf({ score, comment }: Given): 'score' | 'comment' | null {
  if (score === null) return 'score'
  return needsComment(score) && comment.trim() === '' ? 'comment' : null
}

interface CriterionProps {
  criterion: JuryCriterion
  weight: number
  given: Given
  fault: ReturnType<typeof faultOf>
  give: (change: Partial<Given>) => void
}

function Criterion({ criterion, weight, given, fault, give }: CriterionProps) {
  const { t } = useTranslation('applications')
  return (
    <Stack gap="xs">
      <Radio.Group
        label={t('own.criterion', { name: t(`criteria.${criterion}.name`), weight })}
        description={t(`criteria.${criterion}.hint`)}
        value={given.score === null ? '' : String(given.score)}
        error={fault === 'score' ? t('own.scoreMissing') : undefined}
        onChange={(value) => give({ score: Number(value) })}
      >
        <Group mt="xs" gap="md">
          {marks.map((mark) => (
            <Radio key={mark} value={String(mark)} label={t('own.mark', { mark, anchor: t(`anchors.${mark}`) })} />
          ))}
        </Group>
      </Radio.Group>
      <Textarea
        label={t('own.comment', { name: t(`criteria.${criterion}.name`) })}
        value={given.comment}
        error={fault === 'comment' ? t('own.commentMissing') : undefined}
        autosize
        minRows={1}
        maxLength={1000}
        onChange={({ currentTarget }) => give({ comment: currentTarget.value })}
      />
    </Stack>
  )
}
