import {
  juryAccessDays,
  problem,
  type DeclaredConflict,
  type DraftScores,
  type GivenAnswer,
  type JuryScore,
  type OwnReview,
} from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import { onConstraint } from '../../platform/db/failures.ts'
import type { Scope } from '../../platform/http/context.ts'
import { answersOf } from './applications.store.ts'
import { ownReviewsSql } from './juries.sql.ts'
import { withoutNames } from './masking.ts'
import { totalOf } from './scoring.ts'

type Read = Omit<OwnReview, 'answers' | 'others' | 'draft'> & {
  readonly project: string
  readonly answers: Readonly<Record<string, string>>
  readonly draft: DraftScores | null
  readonly others: readonly { readonly scores: JuryScore[] }[] | null
  readonly names: readonly string[] | null
}
/** With every member: it is theirs. */
export type WholeOwnReview = OwnReview & { readonly draft: DraftScores; readonly project: string }

/** Nobody: an account without a person behind it judges nothing. */
const nobody = '00000000-0000-0000-0000-000000000000'

/** The reviews of a person, in the words they may read. */
export async function ownReviews(
  db: Db,
  scope: Scope,
  personId: string | null,
  now: Date,
  reviewId: string | null = null,
): Promise<WholeOwnReview[]> {
  const values = [personId ?? nobody, scope.filterSites, now, reviewId, juryAccessDays]
  const found = await db.hot<{ review: Read }>(ownReviewsSql, values)
  return found.map(({ review }) => shown(review))
}

function shown({ names, answers, others, draft, ...read }: Read): WholeOwnReview {
  const plain = (text: string) => withoutNames(text, names ?? [])
  return {
    ...read,
    project: plain(read.project),
    answers: answersOf(read.formVersion, answers).map(({ question, value }): GivenAnswer => ({
      question,
      value: plain(value),
    })),
    draft: draft ?? read.submitted ?? [],
    others:
      others?.map(({ scores }, index) => ({
        juror: `J${index + 1}`,
        scores,
        total: totalOf(scores, read.weights),
      })) ?? null,
  }
}

/** Throws `not-found`, whoever’s it is otherwise. */
export async function findOwnReview(
  db: Db,
  scope: Scope,
  personId: string | null,
  now: Date,
  reviewId: string,
): Promise<WholeOwnReview> {
  const [review] = await ownReviews(db, scope, personId, now, reviewId)
  if (!review) throw problem('not-found')
  return review
}

/** Which application a review is about: it is in no answer, for it would name its founder. Throws `not-found`. */
export async function applicationOf(db: Db, reviewId: string): Promise<string> {
  const text = 'select application_id as id from jury_review where id = $1'
  const [found] = await db.hot<{ id: string }>({ name: 'own-review-application', text }, [reviewId])
  if (!found) throw problem('not-found')
  return found.id
}

/** As `findOwnReview`, held until the transaction ends. */
export async function lockOwnReview(
  db: Db,
  scope: Scope,
  personId: string | null,
  now: Date,
  reviewId: string,
): Promise<WholeOwnReview> {
  // the dossier first, as whoever decides does
  const hold = `select from jury_dossier d join jury_review v using (round_id, application_id)
    where v.id = $1 for no key update of d`
  await db.hot({ name: 'own-review-dossier', text: hold }, [reviewId])
  const lock = 'select id from jury_review where id = $1 for no key update'
  await db.hot({ name: 'own-review-lock', text: lock }, [reviewId])
  return findOwnReview(db, scope, personId, now, reviewId)
}

export async function saveDraft(
  db: Db,
  { id, siteId }: Pick<WholeOwnReview, 'id' | 'siteId'>,
  draft: DraftScores,
): Promise<void> {
  const text = `insert into jury_review_draft (review_id, site_id, scores) values ($1, $2, $3)
    on conflict (review_id) do update set scores = excluded.scores`
  await db.hot({ name: 'own-review-draft', text }, [id, siteId, JSON.stringify(draft)])
}

async function dropDraft(db: Db, reviewId: string): Promise<void> {
  await db.hot({ name: 'own-review-draft-drop', text: 'delete from jury_review_draft where review_id = $1' }, [
    reviewId,
  ])
}

/** Throws `conflict-of-interest`, `act-not-possible`. */
export async function insertScores(
  db: Db,
  { id, siteId, submissions }: Pick<WholeOwnReview, 'id' | 'siteId' | 'submissions'>,
  scores: readonly JuryScore[],
  now: Date,
): Promise<void> {
  const add = `insert into jury_score (review_id, number, criterion, site_id, score, comment, submitted_at)
    select $1, $2, s.criterion, $3, s.score, s.comment, $4
    from jsonb_to_recordset($5::jsonb) as s(criterion text, score int, comment text)`
  const values = [id, submissions + 1, siteId, now, JSON.stringify(scores)]
  await db.hot({ name: 'own-review-scores', text: add }, values).catch((error: unknown) =>
    onConstraint(error, {
      jury_review_conflict: () => problem('conflict-of-interest'),
      jury_review_open: () =>
        problem('act-not-possible', { params: { entity: 'review', state: 'submitted', act: 'submit', possible: [] } }),
    }),
  )
  const submit = `update jury_review set status = 'submitted', status_since = $2 where id = $1`
  await db.hot({ name: 'own-review-submit', text: submit }, [id, now])
  await dropDraft(db, id)
}

export async function recuse(db: Db, reviewId: string, conflict: DeclaredConflict, now: Date): Promise<void> {
  const text = `update jury_review set status = 'recused', conflict = $2, status_since = $3 where id = $1`
  await db.hot({ name: 'own-review-recuse', text }, [reviewId, conflict, now])
  await dropDraft(db, reviewId)
}
