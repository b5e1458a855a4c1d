import { addDays, broken, longestPause, problem, type Duo, type duoRoutes } from '@interra/contracts'
import { changedFields, recordAudit } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import { onConstraint } from '../../platform/db/failures.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers, Scope } from '../../platform/http/context.ts'
import { newId } from '../../platform/ids.ts'
import { endDuo, insertSignature, levelOf, planCheckIns, startConditionsOf } from './duo-life.store.ts'
import { requireReady, requireUnderstood } from './duo.ts'
import { findDuo, lockDuo, saveDuo, stepDuo, type StoredDuo } from './duos.store.ts'
import { plannedEnd } from './propose.ts'

type LifeRoutes = Pick<
  typeof duoRoutes,
  | 'planFirstMeeting'
  | 'signCharter'
  | 'startDuo'
  | 'changeDuo'
  | 'abandonDuo'
  | 'pauseDuo'
  | 'resumeDuo'
  | 'completeDuo'
  | 'endDuoEarly'
>
interface OneDuo {
  readonly params: { duoId: string }
  readonly scope: Scope
  readonly ifMatch: number
}
