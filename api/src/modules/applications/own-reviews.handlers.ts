import type { juryRoutes } from '@interra/contracts'
import { recordAudit } from '../../platform/audit.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { recordApplicationsRead } from './applications.store.ts'
import { afterRecusal, afterSubmission, requireOnce, requireWritable, wholeSheet } from './jury.ts'
import {
  applicationOf,
  findOwnReview,
  insertScores,
  lockOwnReview,
  ownReviews,
  recuse,
  saveDraft,
  type WholeOwnReview,
} from './own-reviews.store.ts'

type OwnRoutes = Pick<
  typeof juryRoutes,
  'listOwnReviews' | 'getOwnReview' | 'saveOwnReview' | 'submitOwnReview' | 'recuseOwnReview'
>

/** What a juror does: with the dossiers given to them and nothing else, of the team or not. */
export const ownReviewHandlers = ({ database, clock }: Deps): Handlers<OwnRoutes> => ({
  listOwnReviews: ({ scope, actor }) =>
    database.read(scope, async (db) => {
      const reviews = await ownReviews(db, scope, actor.personId, clock.now())
      return {
        items: reviews.map(rowOf),
      }
    }),

  getOwnReview: ({ params: { reviewId }, scope, actor }) =>
    database.write(scope, async (db) => {
      const review = await findOwnReview(db, scope, actor.personId, clock.now(), reviewId)
      await recordApplicationsRead(db, [await applicationOf(db, reviewId)], 'getOwnReview')
      return review
    }),

  saveOwnReview: ({ params: { reviewId }, body, scope, actor }) =>
    database.write(scope, async (db) => {
      const now = clock.now()
      const review = await lockOwnReview(db, scope, actor.personId, now, reviewId)
      requireWritable(review.status, review.decided, 'save')
      requireOnce(body.scores)
      await saveDraft(db, review, body.scores)
      return findOwnReview(db, scope, actor.personId, now, reviewId)
    }),

  submitOwnReview: ({ params: { reviewId }, scope, actor }) =>
    database.write(scope, async (db) => {
      const now = clock.now()
      const review = await lockOwnReview(db, scope, actor.personId, now, reviewId)
      requireWritable(review.status, review.decided, 'submit')
      afterSubmission(review.status)
      await insertScores(db, review, wholeSheet(review.draft), now)
      const { siteId } = review
      await recordAudit(db, { act: 'review.submitted', siteId, entity: 'review', entityId: reviewId })
      return findOwnReview(db, scope, actor.personId, now, reviewId)
    }),

  recuseOwnReview: ({ params: { reviewId }, body, scope, actor }) =>
    database.write(scope, async (db) => {
      const now = clock.now()
      const review = await lockOwnReview(db, scope, actor.personId, now, reviewId)
      afterRecusal(review.status)
      await recuse(db, reviewId, body.conflict, now)
      const { siteId } = review
      await recordAudit(db, { act: 'review.recused', siteId, entity: 'review', entityId: reviewId })
      return undefined
    }),
})

const rowOf = ({ id, siteId, round, dossier, project, status, decided, version }: WholeOwnReview) => {
  return { id, siteId, round, dossier, project, status, decided, version }
}
