import type { Config } from './config.ts'
import { templates } from './mail/templates.ts'
import { matchRunJob } from './modules/duos/match-run.job.ts'
import { matchTask } from './modules/duos/plan-run.store.ts'
import { askCheckInsJob, expireProposalsJob, tellClosedDuosJob, tellSilenceJob } from './modules/duos/duos.jobs.ts'
import { lookAfterKeysJob } from './modules/partners/keys.jobs.ts'
import { lapseOutgoingJob, remindOutgoingJob } from './modules/referrals/outgoing.jobs.ts'
import {
  engageReferredJob,
  expireReferralsJob,
  remindReferralsJob,
  tellReferralJob,
  wipeReferralsJob,
} from './modules/referrals/referrals.jobs.ts'
import { tellReferralTask } from './modules/referrals/referral-steps.store.ts'
import { passOnOffersJob } from './modules/registrations/offers.job.ts'
import { forgetSignInsJob } from './modules/auth/auth.jobs.ts'
import { deliverWebhooksJob, forgetWebhooksJob } from './modules/webhooks/deliver-webhooks.job.ts'
import { deliverTask } from './modules/webhooks/webhooks.store.ts'
import { forgetChangesJob } from './modules/impact/forget-changes.job.ts'
import { forgetAnswersJob } from './platform/forget-answers.ts'
import type { Jobs } from './platform/jobs.ts'
import { createMailer } from './platform/mailer.ts'
import { pickUpMessagesJob, sendMessageJob } from './platform/outbox.ts'

/** Everything that the service does by itself. Modules add theirs by name. */
export function buildJobs(config: Config): Jobs {
  return {
    'send-message': sendMessageJob(createMailer(config), templates),
    'pick-up-messages': pickUpMessagesJob,
    'forget-answers': forgetAnswersJob,
    'forget-changes': forgetChangesJob,
    'forget-sign-ins': forgetSignInsJob,
    'look-after-keys': lookAfterKeysJob,
    'pass-on-offers': passOnOffersJob,
    [matchTask]: matchRunJob,
    'expire-proposals': expireProposalsJob,
    'tell-closed-duos': tellClosedDuosJob,
    'ask-check-ins': askCheckInsJob,
    'tell-silence': tellSilenceJob,
    'remind-referrals': remindReferralsJob,
    'expire-referrals': expireReferralsJob,
    'engage-referred': engageReferredJob,
    'remind-outgoing': remindOutgoingJob,
    'lapse-outgoing': lapseOutgoingJob,
    'wipe-referrals': wipeReferralsJob,
    [tellReferralTask]: tellReferralJob,
    [deliverTask]: deliverWebhooksJob(),
    'forget-webhooks': forgetWebhooksJob,
  }
}
