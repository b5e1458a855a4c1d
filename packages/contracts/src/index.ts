import { accountRoutes } from './accounts.ts'
import { applicationRoutes } from './applications.ts'
import { attendanceRoutes } from './attendance.ts'
import { authRoutes } from './auth.ts'
import { awarenessRoutes } from './awareness.ts'
import { candidacyRoutes } from './candidacies.ts'
import { consentRoutes } from './consents.ts'
import { coachingRoutes } from './coachings.ts'
import { courseRoutes } from './courses.ts'
import { coworkingRoutes } from './coworking.ts'
import { duoFollowUpRoutes } from './duo-follow-up.ts'
import { duoLinkRoutes } from './duo-links.ts'
import { duoRoutes } from './duos.ts'
import { employerRoutes } from './employers.ts'
import { expertRoutes } from './experts.ts'
import { carryRoutes } from './carry.ts'
import { funderFigureRoutes } from './funder-figures.ts'
import { figureChangeRoutes } from './figure-change.ts'
import { figureRecordRoutes } from './figure-records.ts'
import { funderLinkRoutes } from './funder-links.ts'
import { funderRoutes } from './funders.ts'
import { guestRoutes } from './guests.ts'
import { introductionRoutes } from './introductions.ts'
import { impactRoutes } from './impact.ts'
import { incubationRoutes } from './incubations.ts'
import { juryRoutes } from './juries.ts'
import { matchRunRoutes } from './match-runs.ts'
import { openOfferRoutes } from './open-offers.ts'
import { partnerRoutes } from './partners.ts'
import { partnerReferralRoutes } from './partner-referrals.ts'
import { referralFileRoutes } from './referral-files.ts'
import { referralLinkRoutes } from './referral-links.ts'
import { openingRoutes } from './openings.ts'
import { outgoingReferralRoutes } from './outgoing-referrals.ts'
import { pathRoutes } from './path.ts'
import { periodLockRoutes } from './period-locks.ts'
import { peopleRoutes } from './people.ts'
import { proposalRoutes } from './proposals.ts'
import { referralRoutes } from './referrals.ts'
import { registrationRoutes } from './registrations.ts'
import { reportingRoutes } from './reporting.ts'
import { reportRoutes } from './reports.ts'
import { sandboxRoutes } from './sandbox.ts'
import { searchRoutes } from './search.ts'
import { serviceRoutes } from './services.ts'
import { sessionRoutes } from './sessions.ts'
import { europeanFundRoutes } from './european-funds.ts'
import { situationRoutes } from './situation.ts'
import { siteRoutes } from './sites.ts'
import { feedbackRoutes } from './feedback.ts'
import { surveyRoutes } from './surveys.ts'
import { testimonyRoutes } from './testimonies.ts'
import { todayRoutes } from './today.ts'
import { ventureRoutes } from './venture.ts'
import { venueRoutes } from './venues.ts'
import { partnerStatisticsRoutes } from './partner-statistics.ts'
import { webhookRoutes } from './webhooks.ts'
import { workshopRoutes } from './workshops.ts'

export * from './accounts.ts'
export * from './application.ts'
export * from './application-form.ts'
export * from './applications.ts'
export * from './attendance.ts'
export * from './auth.ts'
export * from './awareness.ts'
export * from './candidacies.ts'
export * from './candidacy.ts'
export * from './duo.ts'
export * from './duo-acts.ts'
export * from './duo-query.ts'
export * from './duo-follow-up.ts'
export * from './duo-links.ts'
export * from './duos.ts'
export * from './match-runs.ts'
export * from './matching.ts'
export * from './client.ts'
export * from './coaching.ts'
export * from './coachings.ts'
export * from './consents.ts'
export * from './course.ts'
export * from './courses.ts'
export * from './coworking.ts'
export * from './enterprise-number.ts'
export * from './employers.ts'
export * from './experts.ts'
export * from './figure-change.ts'
export * from './figure-records.ts'
export * from './feedback.ts'
export * from './formats.ts'
export * from './free-text.ts'
export * from './carry.ts'
export * from './funder-figures.ts'
export * from './funder-links.ts'
export * from './funders.ts'
export * from './group.ts'
export * from './guests.ts'
export * from './impact.ts'
export * from './period-locks.ts'
export * from './report.ts'
export * from './reports.ts'
export * from './incubation.ts'
export * from './incubations.ts'
export * from './indicator-ids.ts'
export * from './indicators.ts'
export * from './juries.ts'
export * from './jury.ts'
export * from './instrument.ts'
export * from './introduction.ts'
export * from './introductions.ts'
export * from './local-date.ts'
export * from './machine.ts'
export * from './national-number.ts'
export * from './open-offers.ts'
export * from './openings.ts'
export * from './municipalities.ts'
export * from './partial-date.ts'
export * from './partner.ts'
export * from './partners.ts'
export * from './outgoing-referrals.ts'
export * from './partner-referrals.ts'
export * from './path.ts'
export * from './people.ts'
export * from './person.ts'
export * from './personal-data.ts'
export * from './policies.ts'
export * from './primitives.ts'
export * from './body-faults.ts'
export * from './broken-rule.ts'
export * from './problem.ts'
export * from './proposal.ts'
export * from './proposals.ts'
export * from './references.ts'
export * from './referral.ts'
export * from './referral-consent-text.ts'
export * from './referral-files.ts'
export * from './referral-links.ts'
export * from './referral-rules.ts'
export * from './referrals.ts'
export * from './registrations.ts'
export * from './reporting.ts'
export * from './rights.ts'
export * from './route.ts'
export * from './sandbox.ts'
export * from './search.ts'
export * from './series.ts'
export * from './services.ts'
export * from './session.ts'
export * from './sessions.ts'
export * from './sites.ts'
export * from './european-funds.ts'
export * from './situation.ts'
export * from './survey.ts'
export * from './surveys.ts'
export * from './testimonies.ts'
export * from './today.ts'
export * from './venture.ts'
export * from './venues.ts'
export * from './partner-statistics.ts'
export * from './webhook.ts'
export * from './webhooks.ts'
export * from './workshop.ts'
export * from './workshops.ts'
export * from './written-phone.ts'

/** Every operation of the API by name: server, client, OpenAPI, screens and tests read this table. */
export const apiRoutes = {
  ...attendanceRoutes,
  ...authRoutes,
  ...accountRoutes,
  ...siteRoutes,
  ...situationRoutes,
  ...europeanFundRoutes,
  ...peopleRoutes,
  ...consentRoutes,
  ...candidacyRoutes,
  ...matchRunRoutes,
  ...duoRoutes,
  ...duoLinkRoutes,
  ...duoFollowUpRoutes,
  ...searchRoutes,
  ...impactRoutes,
  ...funderRoutes,
  ...funderLinkRoutes,
  ...funderFigureRoutes,
  ...carryRoutes,
  ...figureChangeRoutes,
  ...figureRecordRoutes,
  ...periodLockRoutes,
  ...reportRoutes,
  ...testimonyRoutes,
  ...sessionRoutes,
  ...registrationRoutes,
  ...reportingRoutes,
  ...proposalRoutes,
  ...todayRoutes,
  ...venueRoutes,
  ...workshopRoutes,
  ...courseRoutes,
  ...awarenessRoutes,
  ...partnerRoutes,
  ...openOfferRoutes,
  ...sandboxRoutes,
  ...employerRoutes,
  ...introductionRoutes,
  ...expertRoutes,
  ...guestRoutes,
  ...applicationRoutes,
  ...juryRoutes,
  ...incubationRoutes,
  ...openingRoutes,
  ...pathRoutes,
  ...coachingRoutes,
  ...serviceRoutes,
  ...ventureRoutes,
  ...coworkingRoutes,
  ...webhookRoutes,
  ...partnerStatisticsRoutes,
  ...partnerReferralRoutes,
  ...referralLinkRoutes,
  ...referralFileRoutes,
  ...referralRoutes,
  ...outgoingReferralRoutes,
  ...surveyRoutes,
  ...feedbackRoutes,
}
export type ApiRoutes = typeof apiRoutes
