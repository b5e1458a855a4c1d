import {
  accountRoutes,
  applicationRoutes,
  attendanceRoutes,
  authRoutes,
  awarenessRoutes,
  candidacyRoutes,
  coachingRoutes,
  consentRoutes,
  courseRoutes,
  coworkingRoutes,
  duoFollowUpRoutes,
  duoLinkRoutes,
  duoRoutes,
  employerRoutes,
  expertRoutes,
  carryRoutes,
  funderFigureRoutes,
  funderLinkRoutes,
  funderRoutes,
  figureChangeRoutes,
  figureRecordRoutes,
  guestRoutes,
  impactRoutes,
  introductionRoutes,
  juryRoutes,
  incubationRoutes,
  matchRunRoutes,
  openOfferRoutes,
  partnerRoutes,
  partnerReferralRoutes,
  outgoingReferralRoutes,
  referralFileRoutes,
  referralLinkRoutes,
  openingRoutes,
  pathRoutes,
  peopleRoutes,
  periodLockRoutes,
  reportRoutes,
  testimonyRoutes,
  proposalRoutes,
  referralRoutes,
  registrationRoutes,
  reportingRoutes,
  sandboxRoutes,
  searchRoutes,
  serviceRoutes,
  sessionRoutes,
  siteRoutes,
  europeanFundRoutes,
  situationRoutes,
  feedbackRoutes,
  surveyRoutes,
  todayRoutes,
  ventureRoutes,
  venueRoutes,
  partnerStatisticsRoutes,
  webhookRoutes,
  workshopRoutes,
} from '@interra/contracts'
import type { FastifyInstance } from 'fastify'
import { accountHandlers } from './modules/accounts/accounts.handlers.ts'
import { applicationHandlers } from './modules/applications/applications.handlers.ts'
import { juryHandlers } from './modules/applications/juries.handlers.ts'
import { attendanceHandlers } from './modules/attendance/attendance.handlers.ts'
import { authHandlers } from './modules/auth/auth.handlers.ts'
import { createAuthenticator } from './modules/auth/authenticator.ts'
import { giveTokens } from './modules/auth/oauth.route.ts'
import { candidacyHandlers } from './modules/duos/candidacies.handlers.ts'
import { matchRunHandlers } from './modules/duos/match-runs.handlers.ts'
import { duoFollowUpHandlers } from './modules/duos/duo-follow-up.handlers.ts'
import { duoLinkHandlers } from './modules/duos/duo-links.handlers.ts'
import { duoHandlers } from './modules/duos/duos.handlers.ts'
import { employerHandlers } from './modules/employers/employers.handlers.ts'
import { introductionHandlers } from './modules/employers/introductions.handlers.ts'
import { expertHandlers } from './modules/experts/experts.handlers.ts'
import { carryHandlers } from './modules/impact/carry.handlers.ts'
import { funderFigureHandlers } from './modules/funders/claims.handlers.ts'
import { funderLinkHandlers } from './modules/funders/funder-links.handlers.ts'
import { funderHandlers } from './modules/funders/funders.handlers.ts'
import { guestHandlers } from './modules/guests/guests.handlers.ts'
import { figureRecordHandlers } from './modules/impact/records.handlers.ts'
import { impactHandlers } from './modules/impact/impact.handlers.ts'
import { incubationHandlers } from './modules/incubations/incubations.handlers.ts'
import { coachingHandlers } from './modules/incubations/coaching.handlers.ts'
import { coworkingHandlers } from './modules/incubations/coworking.handlers.ts'
import { serviceHandlers } from './modules/incubations/services.handlers.ts'
import { ventureHandlers } from './modules/incubations/venture.handlers.ts'
import { openingHandlers } from './modules/incubations/openings.handlers.ts'
import { pathHandlers } from './modules/incubations/path.handlers.ts'
import { openOfferHandlers } from './modules/open-offers/open-offers.handlers.ts'
import { partnerHandlers } from './modules/partners/partners.handlers.ts'
import { sandboxHandlers } from './modules/partners/sandbox.handlers.ts'
import { consentHandlers } from './modules/people/consents.handlers.ts'
import { europeanFundHandlers } from './modules/european-funds/european-funds.handlers.ts'
import { situationHandlers } from './modules/people/situations.handlers.ts'
import { peopleHandlers } from './modules/people/people.handlers.ts'
import { proposalHandlers } from './modules/proposals/proposals.handlers.ts'
import { outgoingHandlers } from './modules/referrals/outgoing.handlers.ts'
import { partnerReferralHandlers } from './modules/referrals/partner-referrals.handlers.ts'
import { referralFileHandlers } from './modules/referrals/referral-files.handlers.ts'
import { referralLinkHandlers } from './modules/referrals/referral-links.handlers.ts'
import { referralHandlers } from './modules/referrals/referrals.handlers.ts'
import { registrationHandlers } from './modules/registrations/registrations.handlers.ts'
import { reportingHandlers } from './modules/reporting/reporting.handlers.ts'
import { figureChangeHandlers } from './modules/reports/change.handlers.ts'
import { periodLockHandlers } from './modules/reports/period-locks.handlers.ts'
import { testimonyHandlers } from './modules/testimonies/testimonies.handlers.ts'
import { reportHandlers } from './modules/reports/reports.handlers.ts'
import { searchHandlers } from './modules/search/search.handlers.ts'
import { sessionHandlers } from './modules/sessions/sessions.handlers.ts'
import { siteHandlers } from './modules/sites/sites.handlers.ts'
import { feedbackHandlers } from './modules/surveys/feedback.handlers.ts'
import { surveyHandlers } from './modules/surveys/surveys.handlers.ts'
import { todayHandlers } from './modules/today/today.handlers.ts'
import { awarenessHandlers } from './modules/trainings/awareness.handlers.ts'
import { courseHandlers } from './modules/trainings/courses.handlers.ts'
import { venueHandlers } from './modules/venues/venues.handlers.ts'
import { partnerStatisticsHandlers } from './modules/referrals/partner-statistics.handlers.ts'
import { webhookHandlers } from './modules/webhooks/webhooks.handlers.ts'
import { workshopHandlers } from './modules/workshops/workshops.handlers.ts'
import type { Deps } from './platform/deps.ts'
import { mount } from './platform/http/mount.ts'
import { createPlatform, type PlatformOptions } from './platform/http/platform.ts'

export interface AppOptions extends Omit<PlatformOptions, 'authenticator'> {
  /** Mounts routes besides the modules': tests of the platform itself. */
  readonly extra?: (app: FastifyInstance, deps: Deps) => void
}

/** The table of contents of the service. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { app, deps } = await createPlatform({ ...options, authenticator: createAuthenticator(options) })

  mount(app, deps, 'auth', authRoutes, authHandlers(deps))
  giveTokens(app, deps)
  mount(app, deps, 'accounts', accountRoutes, accountHandlers(deps))
  mount(app, deps, 'sites', siteRoutes, siteHandlers(deps))
  mount(app, deps, 'people', peopleRoutes, peopleHandlers(deps))
  mount(app, deps, 'consents', consentRoutes, consentHandlers(deps))
  mount(app, deps, 'situations', situationRoutes, situationHandlers(deps))
  mount(app, deps, 'european-funds', europeanFundRoutes, europeanFundHandlers(deps))
  mount(app, deps, 'proposals', proposalRoutes, proposalHandlers(deps))
  mount(app, deps, 'workshops', workshopRoutes, workshopHandlers(deps))
  mount(app, deps, 'venues', venueRoutes, venueHandlers(deps))
  mount(app, deps, 'sessions', sessionRoutes, sessionHandlers(deps))
  mount(app, deps, 'registrations', registrationRoutes, registrationHandlers(deps))
  mount(app, deps, 'reporting', reportingRoutes, reportingHandlers(deps))
  mount(app, deps, 'attendance', attendanceRoutes, attendanceHandlers(deps))
  mount(app, deps, 'duos', candidacyRoutes, candidacyHandlers(deps))
  mount(app, deps, 'duos', matchRunRoutes, matchRunHandlers(deps))
  mount(app, deps, 'duos', duoRoutes, duoHandlers(deps))
  mount(app, deps, 'duos', duoLinkRoutes, duoLinkHandlers(deps))
  mount(app, deps, 'duos', duoFollowUpRoutes, duoFollowUpHandlers(deps))
  mount(app, deps, 'trainings', courseRoutes, courseHandlers(deps))
  mount(app, deps, 'trainings', awarenessRoutes, awarenessHandlers(deps))
  mount(app, deps, 'interlab', incubationRoutes, incubationHandlers(deps))
  mount(app, deps, 'interlab', openingRoutes, openingHandlers(deps))
  mount(app, deps, 'interlab', pathRoutes, pathHandlers(deps))
  mount(app, deps, 'interlab', applicationRoutes, applicationHandlers(deps))
  mount(app, deps, 'interlab', juryRoutes, juryHandlers(deps))
  mount(app, deps, 'partners', partnerRoutes, partnerHandlers(deps))
  mount(app, deps, 'partners', openOfferRoutes, openOfferHandlers(deps))
  mount(app, deps, 'partners', sandboxRoutes, sandboxHandlers(deps))
  mount(app, deps, 'employers', employerRoutes, employerHandlers(deps))
  mount(app, deps, 'employers', introductionRoutes, introductionHandlers(deps))
  mount(app, deps, 'experts', expertRoutes, expertHandlers(deps))
  mount(app, deps, 'funders', funderRoutes, funderHandlers(deps))
  mount(app, deps, 'impact', carryRoutes, carryHandlers(deps))
  mount(app, deps, 'funders', funderLinkRoutes, funderLinkHandlers(deps))
  mount(app, deps, 'impact', funderFigureRoutes, funderFigureHandlers(deps))
  mount(app, deps, 'interlab', ventureRoutes, ventureHandlers(deps))
  mount(app, deps, 'interlab', serviceRoutes, serviceHandlers(deps))
  mount(app, deps, 'interlab', coworkingRoutes, coworkingHandlers(deps))
  mount(app, deps, 'interlab', coachingRoutes, coachingHandlers(deps))
  mount(app, deps, 'referrals', referralRoutes, referralHandlers(deps))
  mount(app, deps, 'referrals', outgoingReferralRoutes, outgoingHandlers(deps))
  mount(app, deps, 'referrals', partnerReferralRoutes, partnerReferralHandlers(deps))
  mount(app, deps, 'referrals', referralLinkRoutes, referralLinkHandlers(deps))
  mount(app, deps, 'referrals', referralFileRoutes, referralFileHandlers(deps))
  mount(app, deps, 'guests', guestRoutes, guestHandlers(deps))
  mount(app, deps, 'search', searchRoutes, searchHandlers(deps))
  mount(app, deps, 'today', todayRoutes, todayHandlers(deps))
  mount(app, deps, 'partners', partnerStatisticsRoutes, partnerStatisticsHandlers(deps))
  mount(app, deps, 'webhooks', webhookRoutes, webhookHandlers(deps))
  mount(app, deps, 'surveys', surveyRoutes, surveyHandlers(deps))
  mount(app, deps, 'surveys', feedbackRoutes, feedbackHandlers(deps))
  mount(app, deps, 'impact', figureRecordRoutes, figureRecordHandlers(deps))
  mount(app, deps, 'impact', impactRoutes, impactHandlers(deps))
  mount(app, deps, 'reports', reportRoutes, reportHandlers(deps))
  mount(app, deps, 'reports', testimonyRoutes, testimonyHandlers(deps))
  mount(app, deps, 'reports', figureChangeRoutes, figureChangeHandlers(deps))
  mount(app, deps, 'reports', periodLockRoutes, periodLockHandlers(deps))

  options.extra?.(app, deps)
  return app
}
