import { onSignOut } from './session.ts'
import { signal } from './signal.ts'

/** What this device has recorded and the service does not know yet: it would be lost at sign-out. */
export interface Unsent {
  /** Still to be sent. */
  readonly waiting: number
  /** Refused by the service, and nobody has read why. */
  readonly unread: number
  /** Of accounts whose session ended here: they wait for these to sign in again. */
  readonly others: number
}

const name = 'interra.unsent'
const nothing: Unsent = { waiting: 0, unread: 0, others: 0 }
const unsent = signal<Unsent>(remembered())
let sender: () => Promise<void> = async () => {}

export const useUnsent = unsent.use
export const unsentCount = () => totalOf(unsent.get())
export const totalOf = ({ waiting, unread, others }: Unsent) => waiting + unread + others

export function noteUnsent(now: Unsent): void {
  localStorage.setItem(name, JSON.stringify(now))
  unsent.set(now)
}

/** Puts in who sends: the feature that records without network. */
export function sendWith(send: () => Promise<void>): void {
  sender = send
}
/** Sends what waits, once; ends when the service has answered or cannot be reached. */
export const sendUnsent = () => sender()

onSignOut(() => {
  localStorage.removeItem(name)
  unsent.set(nothing)
})

function remembered(): Unsent {
  const kept: unknown = JSON.parse(localStorage.getItem(name) ?? '{}')
  return typeof kept === 'object' ? { ...nothing, ...kept } : nothing
}
