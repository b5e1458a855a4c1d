import { advance, workshopMachine, type Workshop, type workshopRoutes } from '@interra/contracts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { actOnWorkshop } from './workshop-act.ts'
import { publish } from './workshop.ts'
import type { WorkshopChange } from './workshops.store.ts'

type StatusHandlers = Pick<
  Handlers<typeof workshopRoutes>,
  'publishWorkshop' | 'pauseWorkshop' | 'resumeWorkshop' | 'endWorkshop'
>

/** The machine of a workshop, act by act. */
export const workshopStatusHandlers = (deps: Deps): StatusHandlers => {
  const { clock } = deps
  const act = actOnWorkshop(deps)
  const statusChange = (status: Workshop['status'], reason?: string): WorkshopChange => ({
    status,
    statusReason: reason ?? null,
    statusSince: clock.now(),
  })

  return {
    publishWorkshop: (call) =>
      act(call, call.ifMatch, ({ workshop }) => ({
        change: { ...statusChange(publish(workshop)), publishedAt: clock.now() },
        act: 'published',
      })),

    pauseWorkshop: (call) =>
      act(call, call.ifMatch, ({ workshop }) => ({
        change: statusChange(advance(workshopMachine, workshop.status, 'pause'), call.body.reason),
        act: 'paused',
        reason: call.body.reason,
      })),

    resumeWorkshop: (call) =>
      act(call, call.ifMatch, ({ workshop }) => ({
        change: statusChange(advance(workshopMachine, workshop.status, 'resume')),
        act: 'resumed',
      })),

    endWorkshop: (call) =>
      act(call, call.ifMatch, ({ workshop }) => ({
        change: statusChange(advance(workshopMachine, workshop.status, 'end'), call.body.reason),
        act: 'ended',
        reason: call.body.reason,
      })),
  }
}
