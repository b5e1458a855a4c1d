import Type from 'typebox'
import { closed } from './primitives.ts'
import { SendReferral } from './referral.ts'
import { defineRoutes } from './route.ts'

/** People in the examples of the sandbox. */
export const sandboxPeople = 40
export const SandboxReset = closed('SandboxReset', {
  erased: Type.Integer({ description: 'referrals that were in the sandbox' }),
  examples: Type.Array(SendReferral, {
    description: `${sandboxPeople} invented people, the same each time: each is a body for \`POST /v1/partner/referrals\``,
  }),
})

export const sandboxRoutes = defineRoutes({
  resetSandbox: {
    method: 'POST',
    path: '/v1/partner/sandbox/reset',
    summary: 'Empty one’s own sandbox and get people to try with',
    description:
      'Erases the referrals and events of the sandbox, and forgets its Idempotency-Keys; addresses of webhooks stay. A feed is then read from its beginning. Only a key of the sandbox may do this.',
    access: { roles: [], keys: ['referrals:write'] },
    success: { status: 200, body: SandboxReset },
    errors: ['sandbox-only'],
  },
})
